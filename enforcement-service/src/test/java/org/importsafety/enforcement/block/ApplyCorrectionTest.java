package org.importsafety.enforcement.block;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.failed;
import static org.importsafety.enforcement.Fixtures.latest;
import static org.importsafety.enforcement.Fixtures.reported;
import static org.importsafety.enforcement.Fixtures.row;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.Event;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class ApplyCorrectionTest {
    private static final String INBOX = "select count(*) from inbox where event_id = $1";

    @Inject
    Pool pool;

    @Test
    void a_report_corrected_to_pass_releases_the_listing_once_however_often_it_is_delivered() {
        String block = blocked("freed");
        UUID correction = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            write(corrected("freed", "R-freed-1", "R-freed", "PASS"), correction, 2);
        }
        takenIn(corrected("freed", "R-freed-2", "R-freed-1", "PASS"), 3); // behind them in the same partition

        JsonNode event = awaitTold(Topics.ENFORCEMENT, "freed", "SaleUnblocked");
        assertEquals(block, event.get("blockId").asText());
        assertEquals("CORRECTION", event.get("cause").asText());
        assertEquals("rule:correction", event.get("decidedBy").asText());
        assertEquals("report:KTR/R-freed-1", event.get("approvedBy").asText());
        waiting("an empty entry of the block list").until(() -> latest(Topics.ENFORCEMENT_BLOCK_LIST, "freed") == null);
        assertEquals(1, told(Topics.ENFORCEMENT, "freed", "SaleUnblocked").size());
        as("platform")
                .get("/blocks/" + block)
                .then()
                .statusCode(200)
                .body("status", is("RELEASED"))
                .body("releasedAt", notNullValue());
        as("officer").get("/blocks?status=RELEASED&limit=1000").then().body("items.listingId", hasItem("freed"));
    }

    @Test
    void a_passed_test_that_is_corrected_to_fail_blocks_like_a_failed_one() {
        write(corrected("caught", "R-1", "R-0", "FAIL", row("BANNED", null)), UUID.randomUUID(), 1);
        JsonNode event = awaitTold(Topics.ENFORCEMENT, "caught", "SaleBlocked");
        assertEquals("CRITICAL", event.get("severity").asText());
        assertEquals("R-1", event.get("reportNo").asText());
        assertTrue(event.get("automated").asBoolean());
        assertEquals(
                "R-1",
                awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "caught", "BlockListed")
                        .get("reportNo")
                        .asText());
    }

    @Test
    void an_open_verdict_keeps_the_block_until_a_later_correction_passes() {
        String block = blocked("open");
        takenIn(corrected("open", "R-open-1", "R-open", "INCONCLUSIVE"), 2);
        assertEquals(0, told(Topics.ENFORCEMENT, "open", "SaleUnblocked").size());
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
        write(corrected("open", "R-open-2", "R-open-1", "PASS"), UUID.randomUUID(), 3);
        awaitTold(Topics.ENFORCEMENT, "open", "SaleUnblocked");
    }

    @Test
    void the_block_ends_only_when_no_test_of_the_listing_fails_any_more() {
        blocked("both");
        takenIn(corrected("both", "order-referee", "S-1", "S-0", "FAIL"), 2);
        assertEquals(1, told(Topics.ENFORCEMENT, "both", "SaleBlocked").size());
        takenIn(corrected("both", "R-both-1", "R-both", "PASS"), 3);
        assertEquals(0, told(Topics.ENFORCEMENT, "both", "SaleUnblocked").size());
        write(corrected("both", "order-referee", "S-2", "S-1", "PASS"), UUID.randomUUID(), 4);
        awaitTold(Topics.ENFORCEMENT, "both", "SaleUnblocked");
    }

    @Test
    void other_failing_values_change_the_reasons_and_ask_for_nothing_again() {
        String block = blocked("worse");
        takenIn(corrected("worse", "R-worse-1", "R-worse", "FAIL", row("LE", "12")), 2);
        waiting("the new reasons").until(() -> "R-worse-1"
                .equals(latest(Topics.ENFORCEMENT_BLOCK_LIST, "worse")
                        .get("reportNo")
                        .asText()));
        assertEquals(1, told(Topics.ENFORCEMENT, "worse", "SaleBlocked").size());
        as("officer")
                .get("/blocks/" + block)
                .then()
                .body("severity", is("CRITICAL"))
                .body("attempt", is(1))
                .body("status", is("REQUESTED"));
    }

    @Test
    void what_the_platform_answered_to_a_released_block_changes_nothing() {
        String block = blocked("late-word");
        write(corrected("late-word", "R-late-word-1", "R-late-word", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "late-word", "SaleUnblocked");
        UUID answer = UUID.randomUUID();
        write(reported(block, "late-word", "DONE"), answer, 1);
        waiting("the answer").until(() -> count(pool, INBOX, answer) == 1);
        as("officer").get("/blocks/" + block).then().body("status", is("RELEASED"));
        assertEquals(0, told(Topics.ENFORCEMENT, "late-word", "BlockConfirmed").size());
    }

    @Test
    void a_listing_that_is_blocked_and_released_over_and_over_ends_as_the_last_report_says() {
        int rounds = 30;
        String block = blocked("swing");
        for (int i = 1; i <= rounds; i++) {
            write(corrected("swing", "P-" + i, "F-" + i, "PASS"), UUID.randomUUID(), 2L * i);
            write(
                    i % 2 == 0
                            ? failed("swing", "F-" + (i + 1))
                            : corrected("swing", "F-" + (i + 1), "P-" + i, "FAIL", row("LE", "4.50")),
                    UUID.randomUUID(),
                    2L * i + 1);
        }
        List<JsonNode> blocked = awaitTold(Topics.ENFORCEMENT, "swing", "SaleBlocked", rounds + 1);
        for (int i = 0; i <= rounds; i++) {
            assertEquals(block, blocked.get(i).get("blockId").asText());
            assertEquals(i + 1, blocked.get(i).get("attempt").asInt());
        }
        assertEquals(
                rounds + 1,
                blocked.stream().map(each -> each.get("eventId")).distinct().count());
        assertEquals(rounds, told(Topics.ENFORCEMENT, "swing", "SaleUnblocked").size());
        waiting("the last entry of the block list").until(() -> {
            JsonNode entry = latest(Topics.ENFORCEMENT_BLOCK_LIST, "swing");
            return entry != null && entry.get("attempt").asInt() == rounds + 1;
        });
        as("officer")
                .get("/blocks/" + block)
                .then()
                .body("status", is("REQUESTED"))
                .body("releasedAt", nullValue());

        takenIn(corrected("swing", "P-last", "F-last", "PASS"), 100);
        waiting("the listing off the list").until(() -> latest(Topics.ENFORCEMENT_BLOCK_LIST, "swing") == null);
        assertNull(latest(Topics.ENFORCEMENT_BLOCK_LIST, "swing"));
    }

    /** Writes the event and waits until it has had its effect. */
    private void takenIn(Event event, long version) {
        UUID id = UUID.randomUUID();
        write(event, id, version);
        waiting(event.type() + " taken in").until(() -> count(pool, INBOX, id) == 1);
    }
}
