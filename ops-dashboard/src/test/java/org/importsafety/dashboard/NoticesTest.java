package org.importsafety.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.importsafety.dashboard.Fixtures.anybody;
import static org.importsafety.dashboard.Fixtures.said;
import static org.importsafety.dashboard.Fixtures.staff;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.importsafety.dashboard.Fixtures.Said;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** Whether buyers were told, and whether the books agree. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "dashboard"))
class NoticesTest {
    @Inject
    Fixtures world;

    @Test
    void a_case_shows_how_many_buyers_were_told_and_reached_by_the_last_word_on_each() {
        CaseLife life = new CaseLife("2030-06", "BUYERS");
        Said delivered = delivered("n-1", 8, "DELIVERED");
        world.say(
                life.blocked(),
                life.opened(),
                requested("n-1", 5),
                requested("n-2", 6),
                requested("n-3", 7),
                delivered,
                delivered("n-2", 9, "SENT"),
                delivered("n-2", 11, "BOUNCED"),
                delivered("n-2", 10, "DELIVERED"), // older than the bounce
                reported("n-1"));
        assertEquals("3,1,1", reach());
        world.say(delivered, requested("n-1", 5));
        assertEquals("3,1,1", reach(), "a repeat counts once");
        world.say(delivered("n-2", 12, "DELIVERED"));
        assertEquals("3,2,0", reach());

        String history = staff("/api/cases/2030-06:BUYERS").get("events").toString();
        assertFalse(history.contains("BuyerNotice"), "a million notices are no history: " + history);
    }

    @Test
    void the_board_shows_how_many_differences_the_last_comparison_of_the_books_found() {
        world.say(reconciled(21, 4, "2031-03-01T00:00:00Z"));
        assertBooks(4, "2031-03-01T00:00:00Z");
        world.say(reconciled(20, 7, "2031-02-28T00:00:00Z")); // older
        assertBooks(4, "2031-03-01T00:00:00Z");
        world.say(reconciled(22, 0, "2031-03-02T00:00:00Z"));
        assertBooks(0, "2031-03-02T00:00:00Z");
    }

    private static void assertBooks(long differences, String at) {
        JsonNode books = anybody("/api/board").get("books");
        assertEquals(differences, books.get("differences").asLong());
        assertEquals(at, books.get("at").asText());
        assertEquals(12, books.get("cases").asLong());
    }

    private static String reach() {
        JsonNode notices = anybody("/api/cases/2030-06:BUYERS").get("notices");
        return "%s,%s,%s".formatted(notices.get("requested"), notices.get("delivered"), notices.get("bounced"));
    }

    private static Said requested(String name, long version) {
        return said(Topics.REFUND, id(name), "BuyerNoticeRequested", version, 50, """
                "caseId":"2030-06:BUYERS","noticeId":"%s","listingId":"BUYERS","buyerRef":"b","template":"RECALL",
                "language":"ko","title":"t","text":"x","amounts":[]""".formatted(id(name)));
    }

    private static Said delivered(String name, long version, String state) {
        return said(Topics.REFUND, id(name), "BuyerNoticeDelivered", version, 51, """
                "caseId":"2030-06:BUYERS","noticeId":"%s","listingId":"BUYERS","buyerRef":"b","channel":"APP",
                "state":"%s\"""".formatted(id(name), state));
    }

    private static Said reported(String name) {
        return said(Topics.PLATFORM_NOTICE_REPORTS, id(name), "NoticeReported", 1, 51, """
                "noticeId":"%s","listingId":"BUYERS","channel":"APP","state":"BOUNCED",
                "reportedAt":"2031-02-06T00:00:00Z\"""".formatted(id(name)));
    }

    private static Said reconciled(long version, long found, String at) {
        return said(Topics.REFUND, "refund-service", "RefundsReconciled", version, 60, """
                "service":"refund-service","at":"%s","cases":12,"found":%d,"differences":[]""".formatted(at, found));
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }
}
