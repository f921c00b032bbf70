package org.importsafety.sandbox.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.importsafety.sandbox.platform.NoticeDesk.Delivery;
import org.importsafety.sandbox.platform.NoticeDesk.NoticeRequest;
import org.junit.jupiter.api.Test;

class NoticeDeskTest {

    private static final Instant NOW = Instant.parse("2026-11-04T00:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    @Test
    void without_the_fault_every_notice_arrives_within_half_an_hour() {
        NoticeDesk desk = desk(false);
        assertEquals(List.of(), desk.due(NOW));
        List<Delivery> done = desk.due(NOW.plus(Duration.ofMinutes(30)));
        assertEquals(1000, done.size());
        assertTrue(done.stream().allMatch(delivery -> delivery.state().equals("DELIVERED")));
    }

    @Test
    void with_the_fault_about_a_tenth_come_back_and_the_same_ones_every_time() {
        List<UUID> bounced = bounced(desk(true));
        assertTrue(bounced.size() > 60 && bounced.size() < 140, bounced.size() + " of 1000");
        assertEquals(bounced, bounced(desk(true)));
    }

    @Test
    void nothing_is_reported_twice_whoever_reported_it() {
        NoticeDesk desk = desk(false);
        desk.reported(id(7));
        assertEquals(999, desk.due(LATER).size());
        desk.take(request(8));
        assertEquals(List.of(), desk.due(LATER));
    }

    @Test
    void a_buyer_finds_what_is_told_of_a_listing_and_nobody_else_does() {
        NoticeDesk desk = desk(false);
        assertEquals(id(7), desk.of("b7", "L").noticeId());
        assertNull(desk.of("b7", "M"));
        assertNull(desk.of("stranger", "L"));
    }

    private static List<UUID> bounced(NoticeDesk desk) {
        return desk.due(LATER).stream()
                .filter(delivery -> delivery.state().equals("BOUNCED"))
                .map(delivery -> delivery.request().noticeId())
                .sorted()
                .toList();
    }

    private static NoticeDesk desk(boolean bounces) {
        NoticeDesk desk = new NoticeDesk(bounces, 1);
        IntStream.range(0, 1000).forEach(i -> desk.take(request(i)));
        return desk;
    }

    private static NoticeRequest request(int number) {
        return new NoticeRequest(
                new UUID(1, number), NOW, "2026-10:L", id(number), "L", "b" + number, "ko", "title", "text");
    }

    private static UUID id(int number) {
        return new UUID(2, number);
    }
}
