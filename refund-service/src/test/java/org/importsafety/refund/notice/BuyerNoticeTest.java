package org.importsafety.refund.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.importsafety.events.Nonconformity;
import org.importsafety.events.RefundEvent.BuyerNoticeDelivered;
import org.importsafety.refund.notice.BuyerNotice.Report;
import org.importsafety.refund.notice.BuyerNotice.State;
import org.junit.jupiter.api.Test;

class BuyerNoticeTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final UUID ID = UUID.nameUUIDFromBytes(new byte[] {1});
    private static final BuyerNotice ASKED = notice(State.REQUESTED, null);

    @Test
    void of_the_platforms_words_the_last_one_counts_whatever_the_order_they_come_in() {
        Report sent = report(State.SENT, 1);
        Report bounced = report(State.BOUNCED, 2);
        Report delivered = report(State.DELIVERED, 3);

        assertEquals(State.DELIVERED, after(sent, bounced, delivered));
        assertEquals(State.DELIVERED, after(delivered, sent, bounced));
        assertEquals(State.BOUNCED, after(bounced, sent, bounced));
    }

    @Test
    void what_is_told_of_it_names_the_case_the_buyer_and_the_channel() {
        assertEquals(
                new BuyerNoticeDelivered("2026-10:L", ID.toString(), "L", "b", "EMAIL", "BOUNCED"),
                ASKED.told(report(State.BOUNCED, 2)));
    }

    @Test
    void nothing_else_is_taken_for_the_platforms_word() {
        assertThrows(IllegalArgumentException.class, () -> report(State.REQUESTED, 1));
        assertThrows(
                IllegalArgumentException.class, () -> notice(State.DUE, null).takes(report(State.SENT, 1)));
    }

    @Test
    void the_share_that_was_reached_is_never_rounded_up() {
        assertEquals(
                new Reach(4, 2000, 0, 1999, 1, new BigDecimal("99.9")),
                Reach.of(Map.of(State.DUE, 4L, State.DELIVERED, 1999L, State.BOUNCED, 1L)));
        assertEquals(
                new Reach(0, 3, 1, 1, 0, new BigDecimal("33.3")),
                Reach.of(Map.of(State.REQUESTED, 1L, State.SENT, 1L, State.DELIVERED, 1L)));
        assertNull(Reach.of(Map.of(State.DUE, 4L)).reached());
    }

    @Test
    void a_language_is_known_by_its_tag() {
        assertEquals(Language.KO, Language.of("ko-KR"));
        assertEquals(Language.ZH, Language.of("zh-Hant-TW"));
        assertEquals(Language.EN, Language.of("en"));
        assertNull(Language.of("fr"));
        assertNull(Language.of(""));
        assertNull(Language.of(null));
    }

    @Test
    void the_hazard_is_found_by_what_the_item_is_about_and_each_is_named_once() {
        assertEquals(Hazard.LEAD, Hazard.of("lead-in-coating"));
        assertEquals(Hazard.METAL, Hazard.of("chromium-vi-migration"));
        assertEquals(Hazard.FOOD, Hazard.of("total-migration"));
        assertEquals(Hazard.GERMS, Hazard.of("s-aureus"));
        assertEquals(Hazard.OTHER, Hazard.of("marking"));
        assertEquals(
                List.of(Hazard.LEAD, Hazard.CUTS),
                new Recall("c", "L", List.of(row("total-lead"), row("sharp-edges"), row("lead-leaching"))).hazards());
        assertEquals(List.of(Hazard.OTHER), new Recall("c", "L", List.of()).hazards());
    }

    private static Nonconformity row(String item) {
        return new Nonconformity(item, null, "m", "2", "LE", "1", "mg/kg", "2", "s");
    }

    private static State after(Report... reports) {
        return Stream.of(reports)
                .reduce(
                        ASKED,
                        (notice, report) -> notice.takes(report) ? notice.after(report) : notice,
                        (one, other) -> other)
                .state();
    }

    private static BuyerNotice notice(State state, Instant reportedAt) {
        return new BuyerNotice(ID, "2026-10:L", "L", "b", state, reportedAt);
    }

    private static Report report(State state, int minutes) {
        return new Report(ID, "EMAIL", state, NOON.plusSeconds(60L * minutes));
    }
}
