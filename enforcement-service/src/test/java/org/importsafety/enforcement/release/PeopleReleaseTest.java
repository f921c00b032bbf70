package org.importsafety.enforcement.release;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
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
import static org.importsafety.enforcement.Fixtures.retested;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.importsafety.events.Event;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** People end blocks and ask for them again; what is told, what is written down, and what is refused. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class PeopleReleaseTest {
    private static final String INBOX = "select count(*) from inbox where event_id = $1";
    private static final String PROBLEM = "application/problem+json";
    private static final String APPEAL = "{\"reason\":\"the zip puller is not of this product\"}";
    private static final String UPHELD = "{\"decision\":\"UPHELD\",\"reason\":\"seen\"}";
    private static final String REJECTED = "{\"decision\":\"REJECTED\",\"reason\":\"it fails\"}";
    private static final String BY_APPEAL = "{\"cause\":\"APPEAL\",\"reason\":\"it was upheld\"}";
    private static final String RENEWED = "{\"reason\":\"the release was wrong\"}";

    @Inject
    Pool pool;

    @Test
    void without_a_retest_a_correction_or_an_upheld_appeal_nothing_is_released() {
        String block = blocked("groundless");
        for (String cause : List.of("CORRECTION", "RETEST", "APPEAL", "WRONG_MATCH")) {
            post("officer", "anna", "/blocks/" + block + "/release", cause(cause))
                    .statusCode(409)
                    .contentType(PROBLEM)
                    .body("allowed", is(List.of()));
        }
        as("auditor")
                .get("/audit?action=REFUSED&subject=blocks/" + block)
                .then()
                .statusCode(200)
                .body("items", hasSize(4))
                .body("items.actor", hasItem("anna"));
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
    }

    @Test
    void an_upheld_appeal_lifts_no_block_and_two_people_do() {
        String block = blocked("appealed");
        String appeal = appeal(block)
                .statusCode(201)
                .body("by", is("seller-1"))
                .extract()
                .path("appealId");
        appeal(block).statusCode(200).body("appealId", is(appeal));
        post("platform", "p", "/blocks/" + block + "/appeals", "{\"reason\":\"other\"}")
                .statusCode(409);
        assertEquals(
                appeal,
                awaitTold(Topics.ENFORCEMENT, "appealed", "AppealOpened")
                        .get("appealId")
                        .asText());

        post("officer", "anna", "/blocks/" + block + "/release", BY_APPEAL).statusCode(409);
        decide(appeal, UPHELD).statusCode(200).body("status", is("UPHELD"));
        decide(appeal, UPHELD).statusCode(200);
        decide(appeal, REJECTED).statusCode(409);
        JsonNode decided = awaitTold(Topics.ENFORCEMENT, "appealed", "AppealDecided");
        assertEquals("UPHELD", decided.get("decision").asText());
        assertEquals("anna", decided.get("decidedBy").asText());
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
        assertEquals(0, told(Topics.ENFORCEMENT, "appealed", "SaleUnblocked").size());

        post("officer", "anna", "/blocks/" + block + "/release", BY_APPEAL)
                .statusCode(201)
                .body("requested.by", is("anna"))
                .body("approved", nullValue());
        post("officer", "carl", "/blocks/" + block + "/release", BY_APPEAL)
                .statusCode(200)
                .body("requested.by", is("anna"));
        post("officer", "anna", "/blocks/" + block + "/release", cause("CORRECTION"))
                .statusCode(409)
                .body("allowed", contains("approval", "withdrawal"));
        approve("anna", block).statusCode(403).contentType(PROBLEM);
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
        as("approver")
                .get("/blocks/" + block + "/release")
                .then()
                .statusCode(200)
                .body("cause", is("APPEAL"));

        approve("ben", block).statusCode(200).body("approved.by", is("ben"));
        approve("ben", block).statusCode(200);
        approve("carl", block).statusCode(409).body("allowed", contains("renewal"));
        JsonNode unblocked = awaitTold(Topics.ENFORCEMENT, "appealed", "SaleUnblocked");
        assertEquals("APPEAL", unblocked.get("cause").asText());
        assertEquals("anna", unblocked.get("decidedBy").asText());
        assertEquals("ben", unblocked.get("approvedBy").asText());
        waiting("an empty entry of the block list")
                .until(() -> latest(Topics.ENFORCEMENT_BLOCK_LIST, "appealed") == null);
        as("officer").get("/blocks/" + block).then().body("status", is("RELEASED"));
        appeal(block).statusCode(200); // the one that was upheld
        post("platform", "p", "/blocks/" + block + "/appeals", "{\"reason\":\"other\"}")
                .statusCode(409);
        as("auditor")
                .get("/audit?subject=blocks/" + block)
                .then()
                .body(
                        "items.action",
                        hasItems("APPEAL_OPENED", "APPEAL_UPHELD", "RELEASE_REQUESTED", "RELEASE_APPROVED", "REFUSED"))
                .body("items.detail", hasItem(containsString("the same person")));
    }

    @Test
    void a_release_is_taken_back_by_one_person_in_the_same_row() {
        String block = released("regretted");
        post("officer", "anna", "/blocks/" + block + "/renewal", "{}")
                .statusCode(422)
                .body("errors.field", contains("reason"));
        post("officer", "anna", "/blocks/" + block + "/renewal", RENEWED)
                .statusCode(201)
                .body("attempt", is(2))
                .body("automated", is(false));
        List<JsonNode> blocked = awaitTold(Topics.ENFORCEMENT, "regretted", "SaleBlocked", 2);
        assertEquals(block, blocked.get(1).get("blockId").asText());
        assertFalse(blocked.get(1).get("automated").asBoolean());
        waiting("the entry of the block list").until(() -> latest(Topics.ENFORCEMENT_BLOCK_LIST, "regretted") != null);
        post("officer", "anna", "/blocks/" + block + "/renewal", RENEWED)
                .statusCode(409)
                .body("allowed", contains("release"));
        post("officer", "anna", "/blocks/" + block + "/release", BY_APPEAL).statusCode(409); // upheld against the first

        // a person asked for it: no rule ends it, people can
        takenIn(corrected("regretted", "R-regretted-1", "R-regretted", "PASS"), 3);
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
        post("officer", "anna", "/blocks/" + block + "/release", cause("CORRECTION"))
                .statusCode(201);
        approve("ben", block).statusCode(200);
        awaitTold(Topics.ENFORCEMENT, "regretted", "SaleUnblocked", 2);
    }

    @Test
    void a_block_that_stays_in_spite_of_an_upheld_appeal_is_renewed() {
        String block = blocked("stays");
        String appeal = appeal(block).extract().path("appealId");
        post("officer", "anna", "/blocks/" + block + "/renewal", RENEWED).statusCode(409);
        decide(appeal, UPHELD).statusCode(200);
        post("officer", "anna", "/blocks/" + block + "/renewal", RENEWED).statusCode(201);
        post("officer", "anna", "/blocks/" + block + "/release", BY_APPEAL).statusCode(409);
        appeal(block).statusCode(201);
    }

    @Test
    void a_request_is_withdrawn_or_loses_its_ground_by_a_new_fail() {
        String block = blocked("two-tests");
        takenIn(failed("two-tests", "R-two-tests-2"), 2);
        takenIn(corrected("two-tests", "order-other", "S-1", "S-0", "FAIL"), 3);
        takenIn(corrected("two-tests", "R-two-tests-3", "R-two-tests", "PASS"), 4); // another test fails: no rule
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
        post("officer", "anna", "/blocks/" + block + "/release", cause("CORRECTION"))
                .statusCode(201);
        as("officer")
                .delete("/blocks/" + block + "/release?reason=premature")
                .then()
                .statusCode(200);
        as("officer")
                .delete("/blocks/" + block + "/release")
                .then()
                .statusCode(409)
                .body("allowed", contains("release"));
        as("officer").get("/blocks/" + block + "/release").then().statusCode(404);
        approve("ben", block).statusCode(409).body("allowed", contains("release"));

        post("officer", "anna", "/blocks/" + block + "/release", cause("CORRECTION"))
                .statusCode(201);
        takenIn(corrected("two-tests", "order-third", "T-1", "T-0", "FAIL"), 5);
        approve("ben", block).statusCode(409);
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
        as("auditor").get("/audit?subject=blocks/" + block).then().body("items.action", hasItem("RELEASE_WITHDRAWN"));
    }

    @Test
    void a_passed_retest_is_a_ground_for_people_and_a_referees_ends_the_block_by_itself() {
        String block = blocked("retested");
        takenIn(retested("retested", "Q-1", null), 2);
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
        post("officer", "anna", "/blocks/" + block + "/release", cause("RETEST"))
                .statusCode(201);

        takenIn(retested("retested", "Q-2", true), 3);
        JsonNode unblocked = awaitTold(Topics.ENFORCEMENT, "retested", "SaleUnblocked");
        assertEquals("RETEST", unblocked.get("cause").asText());
        assertEquals("rule:retest", unblocked.get("decidedBy").asText());
        assertEquals("report:KCL/Q-2", unblocked.get("approvedBy").asText());
        approve("ben", block).statusCode(409).body("allowed", contains("renewal"));

        write(failed("retested", "R-retested-4"), UUID.randomUUID(), 4);
        awaitTold(Topics.ENFORCEMENT, "retested", "SaleBlocked", 2);
        post("officer", "anna", "/blocks/" + block + "/release", cause("RETEST"))
                .statusCode(409);
    }

    @Test
    void of_many_approvals_at_once_one_releases() {
        String block = blocked("rush");
        decide(appeal(block).extract().path("appealId"), UPHELD).statusCode(200);
        post("officer", "anna", "/blocks/" + block + "/release", BY_APPEAL).statusCode(201);
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> approve("approver-" + i, block).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertEquals(1, statuses.stream().filter(status -> status == 200).count());
        assertEquals(7, statuses.stream().filter(status -> status == 409).count());
        awaitTold(Topics.ENFORCEMENT, "rush", "SaleUnblocked");
        assertEquals(1, told(Topics.ENFORCEMENT, "rush", "SaleUnblocked").size());
    }

    @Test
    void a_listing_that_people_block_and_release_many_times_ends_as_the_last_of_them_says() {
        String block = released("pendulum");
        int rounds = 8;
        for (int i = 0; i < rounds; i++) {
            post("officer", "anna", "/blocks/" + block + "/renewal", RENEWED).statusCode(201);
            decide(appeal(block).extract().path("appealId"), UPHELD).statusCode(200);
            post("officer", "anna", "/blocks/" + block + "/release", BY_APPEAL).statusCode(201);
            approve("ben", block).statusCode(200);
        }
        assertEquals(
                rounds + 1,
                awaitTold(Topics.ENFORCEMENT, "pendulum", "SaleUnblocked", rounds + 1).stream()
                        .map(each -> each.get("eventId"))
                        .distinct()
                        .count());
        List<JsonNode> blocked = awaitTold(Topics.ENFORCEMENT, "pendulum", "SaleBlocked", rounds + 1);
        assertEquals(rounds + 1, blocked.get(rounds).get("attempt").asInt());
        waiting("the listing off the list").until(() -> latest(Topics.ENFORCEMENT_BLOCK_LIST, "pendulum") == null);
    }

    @Test
    void appeals_are_listed_by_status_and_page_by_page() {
        String open = appeal(blocked("listed-1")).extract().path("appealId");
        String rejected = appeal(blocked("listed-2")).extract().path("appealId");
        decide(rejected, REJECTED).statusCode(200).body("decision.by", is("anna"));
        as("platform")
                .get("/appeals?limit=1")
                .then()
                .statusCode(200)
                .body("items.appealId", contains(rejected))
                .body("next", notNullValue());
        as("auditor").get("/appeals?status=OPEN&limit=1000").then().body("items.appealId", hasItem(open));
        as("officer").get("/appeals?status=REJECTED&limit=1000").then().body("items.appealId", hasItem(rejected));
        as("officer").get("/appeals?status=MAYBE").then().statusCode(400).contentType(PROBLEM);
        as("officer").get("/appeals?after=x").then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void who_may_not_what_is_not_there_and_what_is_wrong_is_refused_and_changes_nothing() {
        String block = blocked("guarded");
        String release = "/blocks/" + block + "/release";
        post("approver", "ben", release, cause("RETEST")).statusCode(403);
        post("officer", "ben", release + "/approval", "{}").statusCode(403);
        post("officer", "anna", "/blocks/" + block + "/appeals", APPEAL).statusCode(403);
        post("platform", "p", "/blocks/" + block + "/renewal", RENEWED).statusCode(403);
        as("platform").get("/audit").then().statusCode(403);
        as("platform").get(release).then().statusCode(403);
        for (String id : List.of("no-id", UUID.randomUUID().toString())) {
            post("officer", "anna", "/blocks/" + id + "/release", cause("RETEST"))
                    .statusCode(404)
                    .contentType(PROBLEM);
            post("officer", "anna", "/blocks/" + id + "/renewal", RENEWED).statusCode(404);
            post("platform", "p", "/blocks/" + id + "/appeals", APPEAL).statusCode(404);
            approve("ben", id).statusCode(404);
            decide(id, UPHELD).statusCode(404);
        }
        post("officer", "anna", release, "{\"cause\":\"MERCY\",\"reason\":\" \"}")
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.field", containsInAnyOrder("cause", "reason"));
        post("officer", "anna", release, "").statusCode(400).contentType(PROBLEM);
        post("platform", "p", "/blocks/" + block + "/appeals", "{\"by\":\"\",\"evidence\":\"\\u0000\"}")
                .statusCode(422)
                .body("errors.field", containsInAnyOrder("reason", "by", "evidence"));
        String appeal = appeal(block).extract().path("appealId");
        decide(appeal, "{\"decision\":\"OPEN\"}")
                .statusCode(422)
                .body("errors.field", containsInAnyOrder("decision", "reason"));
        as("auditor").get("/audit?after=x").then().statusCode(400);
        as("officer").get("/blocks/" + block).then().body("status", is("REQUESTED"));
        as("officer").get("/appeals?status=OPEN&limit=1000").then().body("items.appealId", hasItem(appeal));
    }

    /** A block that was released by an upheld appeal. */
    private static String released(String listing) {
        String block = blocked(listing);
        decide(appeal(block).extract().path("appealId"), UPHELD).statusCode(200);
        post("officer", "anna", "/blocks/" + block + "/release", BY_APPEAL).statusCode(201);
        approve("ben", block).statusCode(200);
        return block;
    }

    private static ValidatableResponse appeal(String block) {
        return post("platform", "p", "/blocks/" + block + "/appeals", APPEAL);
    }

    private static ValidatableResponse decide(String appeal, String decision) {
        return post("officer", "anna", "/appeals/" + appeal + "/decision", decision);
    }

    private static ValidatableResponse approve(String sub, String block) {
        return post("approver", sub, "/blocks/" + block + "/release/approval", "{}");
    }

    private static ValidatableResponse post(String role, String sub, String path, String body) {
        return as(sub, role)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static String cause(String cause) {
        return "{\"cause\":\"" + cause + "\",\"reason\":\"so\"}";
    }

    private void takenIn(Event event, long version) {
        UUID id = UUID.randomUUID();
        write(event, id, version);
        waiting(event.type() + " taken in").until(() -> count(pool, INBOX, id) == 1);
    }
}
