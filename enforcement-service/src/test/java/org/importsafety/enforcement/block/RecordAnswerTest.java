package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.NOW;
import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.reported;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class RecordAnswerTest {
    @Inject
    Pool pool;

    @Test
    void an_answer_delivered_twice_confirms_once() {
        String block = blocked("done");
        UUID report = UUID.randomUUID();
        write(reported(block, "done", "DONE"), report, 1);
        write(reported(block, "done", "DONE"), report, 1);
        var event = awaitTold(Topics.ENFORCEMENT, "done", "BlockConfirmed");
        assertEquals(block, event.get("blockId").asText());
        assertEquals("2026-10:done", event.get("caseId").asText());
        assertEquals(NOW.toString(), event.get("at").asText());
        as("officer")
                .get("/blocks/" + block)
                .then()
                .statusCode(200)
                .body("status", org.hamcrest.Matchers.is("CONFIRMED"));
        UUID again = UUID.randomUUID();
        write(reported(block, "done", "DONE"), again, 2);
        waiting("the repeat").until(() -> count(pool, "select count(*) from inbox where event_id = $1", again) == 1);
        assertEquals(
                2, count(pool, "select count(*) from platform_answer where block_id = $1", UUID.fromString(block)));
        assertEquals(1, told(Topics.ENFORCEMENT, "done", "BlockConfirmed").size());
    }

    @Test
    void a_platform_that_did_not_find_the_listing_is_told_on_and_may_still_confirm() {
        String block = blocked("found-later");
        write(reported(block, "found-later", "NOT_FOUND"), UUID.randomUUID(), 1);
        var event = awaitTold(Topics.ENFORCEMENT, "found-later", "BlockIncomplete");
        assertEquals("NOT_FOUND", event.get("status").asText());
        write(reported(block, "found-later", "DONE"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "found-later", "BlockConfirmed");
    }

    @Test
    void an_answer_to_no_block_of_ours_is_parked_and_the_next_one_counts() {
        String block = blocked("known");
        write(reported(UUID.randomUUID().toString(), "known", "DONE"), UUID.randomUUID(), 1);
        write(reported("no id", "known", "DONE"), UUID.randomUUID(), 2);
        write(reported(block, "known", "MAYBE"), UUID.randomUUID(), 3);
        write(Topics.PLATFORM_BLOCK_REPORTS, "known", "poison");
        write(reported(block, "known", "DONE"), UUID.randomUUID(), 4);
        awaitTold(Topics.ENFORCEMENT, "known", "BlockConfirmed");
        assertEquals(
                4,
                count(
                        pool,
                        "select count(*) from parked_event where convert_from(key, 'UTF8') = 'known'"
                                + " and channel = 'platform-block-reports'"));
        assertEquals(1, count(pool, "select count(*) from parked_event where error like '%of listing known%'"));
    }

    @Test
    void blocks_are_counted_by_what_became_of_them() {
        String block = blocked("counted");
        write(reported(block, "counted", "DONE"), UUID.randomUUID(), 1);
        awaitTold(Topics.ENFORCEMENT, "counted", "BlockConfirmed");
        String metrics =
                RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
        for (var status : new String[] {"requested", "confirmed"}) {
            assertEquals(
                    1,
                    metrics.lines()
                            .filter(line -> line.startsWith("enforcement_blocks_total{status=\"" + status))
                            .count(),
                    status);
        }
    }
}
