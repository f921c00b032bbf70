package org.importsafety.enforcement.block;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.latest;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.BlockReportEvent.BlockReported;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class ChaseBlocksTest {
    @Inject
    Pool pool;

    @Test
    void a_silent_platform_is_found_out_and_asked_again_once_a_deadline_until_it_says_done() {
        String block = blocked("silent");
        Instant due = deadlinePasses(block);
        JsonNode overdue = awaitTold(Topics.ENFORCEMENT, "silent", "BlockOverdue");
        assertEquals(block, overdue.get("blockId").asText());
        assertEquals("NO_ANSWER", overdue.get("status").asText());
        assertEquals(due, Instant.parse(overdue.get("at").asText()));
        assertEquals("PLATFORM_CONTACT", overdue.get("escalatedTo").asText());

        List<JsonNode> asked = awaitTold(Topics.ENFORCEMENT, "silent", "SaleBlocked", 2);
        JsonNode again = asked.get(1);
        assertEquals(2, again.get("attempt").asInt());
        assertEquals(block, again.get("blockId").asText());
        assertNotEquals(asked.get(0).get("eventId"), again.get("eventId"));
        assertEquals(asked.get(0).get("blockedAt"), again.get("blockedAt"));
        assertTrue(Instant.parse(again.get("respondBy").asText()).isAfter(Instant.now()));
        waiting("the block list tells the same")
                .until(() -> latest(Topics.ENFORCEMENT_BLOCK_LIST, "silent")
                                .get("attempt")
                                .asInt()
                        == 2);
        as("officer")
                .get("/blocks/" + block)
                .then()
                .body("status", is("REQUESTED"))
                .body("attempt", is(2))
                .body("missedDeadlines", is(1))
                .body("overdueSince", is(overdue.get("at").asText()))
                .body("escalatedTo", is("PLATFORM_CONTACT"));

        deadlinePasses(block);
        assertEquals(
                "ASSOCIATION_OFFICER",
                awaitTold(Topics.ENFORCEMENT, "silent", "BlockOverdue", 2)
                        .get(1)
                        .get("escalatedTo")
                        .asText());
        assertEquals(
                3,
                awaitTold(Topics.ENFORCEMENT, "silent", "SaleBlocked", 3)
                        .get(2)
                        .get("attempt")
                        .asInt());

        answer("silent", block, "DONE");
        awaitTold(Topics.ENFORCEMENT, "silent", "BlockConfirmed");
        deadlinePasses(block);
        anotherIsOverdue("after-silent");
        assertEquals(2, told(Topics.ENFORCEMENT, "silent", "BlockOverdue").size());
        as("officer")
                .get("/blocks/" + block)
                .then()
                .body("status", is("CONFIRMED"))
                .body("missedDeadlines", is(0))
                .body("overdueSince", nullValue())
                .body("escalatedTo", nullValue());
    }

    @Test
    void an_answer_that_is_not_done_is_asked_again_when_its_time_is_over() {
        String block = blocked("in-part");
        answer("in-part", block, "PARTIAL");
        awaitTold(Topics.ENFORCEMENT, "in-part", "BlockIncomplete");
        assertEquals(List.of(), told(Topics.ENFORCEMENT, "in-part", "BlockOverdue"));
        deadlinePasses(block);
        assertEquals(
                "PARTIAL",
                awaitTold(Topics.ENFORCEMENT, "in-part", "BlockOverdue")
                        .get("status")
                        .asText());
        awaitTold(Topics.ENFORCEMENT, "in-part", "SaleBlocked", 2);
    }

    @Test
    void a_released_block_is_not_chased_and_one_that_is_asked_for_anew_begins_anew() {
        String block = blocked("let-go");
        deadlinePasses(block);
        awaitTold(Topics.ENFORCEMENT, "let-go", "BlockOverdue");
        write(corrected("let-go", "R-let-go/2", "R-let-go", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "let-go", "SaleUnblocked");
        deadlinePasses(block);
        anotherIsOverdue("after-let-go");
        assertEquals(1, told(Topics.ENFORCEMENT, "let-go", "BlockOverdue").size());
        as("officer").get("/blocks/" + block).then().body("missedDeadlines", is(0));
    }

    @Test
    void overdue_blocks_are_listed_apart() {
        String late = blocked("list-late");
        blocked("list-in-time");
        deadlinePasses(late);
        awaitTold(Topics.ENFORCEMENT, "list-late", "BlockOverdue");
        as("platform")
                .get("/blocks?overdue=true&after=2026-10:list-&limit=2")
                .then()
                .statusCode(200)
                .body("items.listingId", hasItem("list-late"))
                .body("items.overdueSince", everyItem(not(nullValue())));
        as("auditor")
                .get("/blocks?overdue=false&status=REQUESTED&after=2026-10:list-&limit=1")
                .then()
                .body("items.listingId", contains("list-in-time"));
        as("officer").get("/blocks?overdue=yes").then().statusCode(400).body("errors.field", contains("overdue"));
    }

    /** @return the deadline that has passed */
    private Instant deadlinePasses(String block) {
        Instant due = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        int changed = pool.preparedQuery("update block set respond_by = $1 where block_id = $2")
                .execute(Tuple.of(due.atOffset(ZoneOffset.UTC), UUID.fromString(block)))
                .map(rows -> rows.rowCount())
                .await()
                .atMost(Duration.ofSeconds(5));
        assertEquals(1, changed);
        return due;
    }

    /** The job has looked since: what it should have found before this one, it has found. */
    private void anotherIsOverdue(String listing) {
        deadlinePasses(blocked(listing));
        assertFalse(awaitTold(Topics.ENFORCEMENT, listing, "BlockOverdue").isEmpty());
    }

    private static void answer(String listing, String block, String status) {
        write(new BlockReported(block, listing, status, List.of(), Instant.now(), null), UUID.randomUUID(), 1);
    }
}
