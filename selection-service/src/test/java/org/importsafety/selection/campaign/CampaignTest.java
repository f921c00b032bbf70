package org.importsafety.selection.campaign;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.selection.Fixtures.OFFICER;
import static org.importsafety.selection.Fixtures.blocked;
import static org.importsafety.selection.Fixtures.cancelled;
import static org.importsafety.selection.Fixtures.corrected;
import static org.importsafety.selection.Fixtures.paid;
import static org.importsafety.selection.Fixtures.testEnded;
import static org.importsafety.selection.Fixtures.testOrdered;
import static org.importsafety.selection.Fixtures.unblocked;
import static org.importsafety.selection.Fixtures.values;
import static org.importsafety.selection.Fixtures.verdict;
import static org.importsafety.selection.campaign.CampaignMonthTest.month;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.importsafety.infra.InfraResource;
import org.importsafety.selection.Fixtures;
import org.importsafety.selection.Fixtures.Listing;
import org.junit.jupiter.api.Test;

/** A campaign from the feeds to its events, on real Kafka and PostgreSQL. Each test has a month of its own. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "selection"))
class CampaignTest {
    @Inject
    CloseCampaign closeCampaign;

    @Test
    void a_month_is_counted_ranked_frozen_and_told() {
        Stream.of("M-a", "M-b", "M-c").forEach(id -> Listing.of(id, "old").publish());
        Stream.of("M-a", "M-b", "M-c").forEach(id -> Listing.of(id, "m-toys")
                .changed("t", 2, "2010-02-01T00:00:00Z")
                .publish());
        Listing.of("M-c", "older than what is stored").publish();
        Listing.of("M-d", "m-cards").publish();
        paid("m1", 1, "M-a", "b1", 1, "2013-03-31T14:59:59Z"); // 31 March, 23:59:59 in Korea
        paid("m2", 1, "M-a", "b1", 1, "2013-02-28T15:00:00Z"); // 1 March, 00:00
        paid("m3", 1, "M-a", "b1", 9, "2013-03-31T15:00:00Z"); // 1 April
        paid("m4", 1, "M-a", "b1", 9, "2013-02-28T14:59:59Z"); // 28 February
        cancelled("m5", 1, "2013-03-05T00:00:00Z"); // told before its line
        paid("m5", 1, "M-b", "M-b-0", "b1", 7, 500, "2013-03-05T00:00:00Z");
        paid("m5", 2, "M-b", "M-b-1", "b1", 2, 500, "2013-03-05T00:00:00Z");
        paid("m5", 2, "M-b", "M-b-1", "b1", 2, 500, "2013-03-05T00:00:00Z"); // the same again
        paid("m5", 2, "M-b", "M-b-1", "b1", 8, 500, "2013-03-05T00:00:00Z"); // differs: the first wins
        paid("m6", 1, "M-b", "M-b-0", "b2", 1, 500, "2013-03-06T00:00:00Z");
        paid("m7", 1, "M-c", "b1", 1, "2013-03-07T00:00:00Z");
        paid("m7", 2, "M-c", "b1", 50, "2013-03-07T00:00:00Z");
        paid("m8", 1, "M-d", "b3", 1, "2013-03-08T00:00:00Z");
        paid("m9", 1, "M-nobody", "b3", 1, "2013-03-08T00:00:00Z");
        paid("m9", 2, "M-nobody", "b3", 1, "2013-03-08T00:00:00Z");

        String body = "{\"month\":\"2013-03\",\"rule\":\"most-orders\",\"plan\":[{\"category\":\"m-toys\",\"top\":2}]}";
        open(body).statusCode(201).header("Location", containsString("/campaigns/2013-03"));
        open(body).statusCode(200).body("state", equalTo("OPEN"));
        open(body.replace("\"top\":2", "\"top\":3")).statusCode(409);
        get("/campaigns/2013-03/selections").statusCode(409).body("allowed", contains("preview"));
        close("2013-03");
        given().auth().oauth2(OFFICER).post("/campaigns/2013-03/close").then().statusCode(200);

        get("/campaigns/2013-03")
                .body("candidates", equalTo(4))
                .body("selected", equalTo(2))
                .body("skipped", equalTo(0))
                .body("lines", equalTo(10))
                .body("cancelledLines", equalTo(1))
                .body("repeatedLines", equalTo(1))
                .body("conflictingLines", equalTo(1))
                .body("unknownListings", equalTo(1))
                .body("unknownListingLines", equalTo(2))
                .body("unknownListingIds", contains("M-nobody"))
                .body("plan.category", contains("m-toys"))
                .body("top", nullValue());
        get("/campaigns/2013-03/selections")
                .body("items.listingId", contains("M-b", "M-a"))
                .body("items.rank", contains(1, 2))
                .body("items.units", contains(3, 2))
                .body("items.orders", contains(2, 2))
                .body("items.buyers", contains(2, 1))
                .body("items.sku", contains("M-b-1", "M-a-0"))
                .body("next", nullValue());
        get("/campaigns/2013-03/selections?limit=1").body("items", hasSize(1)).body("next", equalTo("M-b"));
        get("/campaigns/2013-03/selections?limit=1&after=M-b").body("items.listingId", contains("M-a"));
        get("/campaigns/2013-03/explanation/M-c")
                .body("outcome", equalTo("CUT"))
                .body("rank", equalTo(3))
                .body("orders", equalTo(1))
                .body("places", equalTo(2))
                .body("frozen", equalTo(true))
                .body("words", containsString("better ranked"));
        get("/campaigns/2013-03/explanation/M-d").body("outcome", equalTo("UNPLANNED"));
        get("/campaigns/2013-03/explanation/M-nobody").statusCode(404);

        List<String> events = told("2013-03");
        assertEquals(3, events.size());
        assertTrue(events.stream()
                .anyMatch(event -> event.contains("\"type\":\"ProductSelected\"")
                        && event.contains("\"caseId\":\"2013-03:M-b\"")
                        && event.contains("\"sku\":\"M-b-1\"")
                        && event.contains("\"materials\":[\"pvc\",\"wool\"]")
                        && event.contains("\"refundFrom\":\"2012-04-04T00:00:00Z\"")));

        paid("m10", 1, "M-c", "b9", 1, "2013-03-09T00:00:00Z");
        cancelled("m1", 1, "2013-04-09T00:00:00Z");
        await(
                "drift",
                () -> get("/campaigns/2013-03").body("lateLines", equalTo(1)).body("lateCancellations", equalTo(1)));
        get("/campaigns/2013-03").body("lines", equalTo(10)).body("cancelledLines", equalTo(1));
        get("/campaigns/2013-03/selections").body("items.listingId", contains("M-b", "M-a"));
    }

    @Test
    void what_needs_no_test_now_is_passed_over() {
        List<String> ids = List.of("S-1", "S-2", "S-3", "S-4", "S-5", "S-6", "S-7", "S-8");
        for (int i = 0; i < ids.size(); i++) {
            Listing listing = Listing.of(ids.get(i), "s-toys");
            (i == 3 ? listing.priced(0L) : i == 4 ? listing.priced(null) : listing).publish();
            paid("s" + i, 1, ids.get(i), "b", 100 - i, "2014-01-10T00:00:00Z");
        }
        blocked("S-1", "2013-12-01T00:00:00Z");
        testOrdered("s-t2", "S-2", "2014-01-20T00:00:00Z");
        testOrdered("s-t3", "S-3", "2013-12-01T00:00:00Z");
        verdict("TestPassed", "s-t3", "S-3", 0, "2013-12-10T00:00:00Z");
        verdict("TestPassed", "s-t6", "S-6", 0, "2013-08-03T23:59:59Z"); // six months before 4 February
        testOrdered("s-t6", "S-6", "2013-08-01T00:00:00Z"); // told after its verdict
        verdict("TestPassed", "s-t6b", "S-6", 3, "2013-12-10T00:00:00Z");
        corrected("s-t6b", "S-6", "FAIL", "2013-12-20T00:00:00Z"); // no pass after all
        blocked("S-6", "2013-12-20T00:00:00Z");
        unblocked("S-6", "2013-12-30T00:00:00Z");
        verdict("TestPassed", "s-t7", "S-7", 0, "2013-12-10T00:00:00Z");
        Listing.of("S-7", "s-toys")
                .changed("another thing", 2, "2013-12-20T00:00:00Z")
                .publish();
        verdict("TestFailed", "s-t8", "S-8", 1, "2013-12-10T00:00:00Z");
        verdict("TestPassed", "s-t8", "S-8", 0, "2013-12-01T00:00:00Z"); // an older revision
        for (String end : List.of("TestOrderRefused", "TestReassigned", "TestUnroutable")) {
            testOrdered("s-t5-" + end, "S-5", "2014-01-20T00:00:00Z");
            testEnded(end, "s-t5-" + end, "S-5", "2014-01-21T00:00:00Z"); // ended without a verdict
        }
        open("{\"month\":\"2014-01\",\"rule\":\"most-units\",\"top\":3}").statusCode(201);

        await("standings", () -> get("/campaigns/2014-01/preview")
                .body("skipped.reason", contains("BLOCKED", "IN_TEST", "PASSED_RECENTLY", "FREE"))
                .body("selected.listingId", contains("S-5", "S-6", "S-7"))
                .body("selected.rank", contains(5, 6, 7))
                .body("snapshotHash", notNullValue()));
        get("/campaigns/2014-01/explanation/S-1")
                .body("reason", equalTo("BLOCKED"))
                .body("frozen", equalTo(false));
        close("2014-01");

        get("/campaigns/2014-01").body("selected", equalTo(3)).body("skipped", equalTo(4));
        assertEquals(
                4,
                told("2014-01").stream()
                        .filter(event -> event.contains("ProductSkipped"))
                        .count());
    }

    @Test
    void many_closers_close_once() {
        Listing.of("C-1", "c-toys").publish();
        paid("c1", 1, "C-1", "b", 1, "2015-01-10T00:00:00Z");
        open("{\"month\":\"2015-01\",\"top\":1}").statusCode(201).body("rule", equalTo("most-orders"));
        given().auth().oauth2(OFFICER).post("/campaigns/2015-01/close").then().statusCode(202);
        await("the close", () -> {
            Uni.join()
                    .all(Stream.generate(() -> closeCampaign.finish()).limit(6).toList())
                    .andFailFast()
                    .await()
                    .atMost(Duration.ofSeconds(10));
            get("/campaigns/2015-01").body("state", equalTo("CLOSED"));
        });

        assertEquals(2, told("2015-01").size());
    }

    @Test
    void a_month_without_sales_closes_with_nothing() {
        open("{\"month\":\"2009-02\",\"rule\":\"most-buyers\",\"top\":5}").statusCode(201);
        close("2009-02");

        get("/campaigns/2009-02").body("candidates", equalTo(0)).body("selected", equalTo(0));
        assertEquals(1, told("2009-02").size());
    }

    @Test
    void what_cannot_be_read_is_parked_and_the_rest_is_counted() {
        Listing.of("P-1", "p-toys").publish();
        Listing.of("P 2 has no valid id", "p-toys").publish();
        Fixtures.send("platform.orders.v1", "p1", "{no json");
        paid("p1", 1, "P-1", "b", 0, "2016-01-10T00:00:00Z");
        paid("p1", 2, "P-1", "b", 1, "2016-01-10T00:00:00Z");
        Fixtures.send(
                "platform.orders.v1",
                "p1",
                Fixtures.event("OrderLinePaid", 1, "2016-01-10T00:00:00Z", "\"orderId\":\"p1\",\"lineNo\":3"));
        Fixtures.send("platform.orders.v1", "p1", Fixtures.event("SomethingNew", 1, "2016-01-10T00:00:00Z", "\"a\":1"));
        paid("p1", 4, "P-1", "b", 1, "2016-01-10T00:00:00Z");
        open("{\"month\":\"2016-01\",\"top\":1}").statusCode(201);
        close("2016-01");

        get("/campaigns/2016-01").body("lines", equalTo(2));
        get("/campaigns/2016-01/selections").body("items.units", contains(2));
        var errors = get("/parked-events").statusCode(200).extract().body().asString();
        Stream.of("{no json", "quantity", "P 2 has no valid id")
                .forEach(part -> assertTrue(errors.contains(part), part + " in " + errors));
        get("/parked-events").body("items", hasSize(4));
    }

    @Test
    void a_month_that_has_not_ended_cannot_be_closed() {
        String thisMonth = CampaignMonth.of(java.time.Instant.now()).toString();
        open("{\"month\":\"%s\",\"top\":1}".formatted(thisMonth)).statusCode(201);

        given().auth()
                .oauth2(OFFICER)
                .post("/campaigns/{month}/close", thisMonth)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString(month(thisMonth).end().toString()));
    }

    @Test
    void each_wrong_field_is_named() {
        refused("{\"month\":\"2011-13\",\"top\":1}", "month");
        refused("{\"month\":\"2011-01\",\"rule\":\"most\",\"top\":1}", "rule");
        refused("{\"month\":\"2011-01\"}", "plan");
        refused("{\"month\":\"2011-01\",\"top\":1,\"plan\":[{\"category\":\"a\",\"top\":1}]}", "plan");
        refused("{\"month\":\"2011-01\",\"top\":0}", "top");
        refused("{\"month\":\"2011-01\",\"top\":\"many\"}", "top");
        refused("{\"month\":\"2011-01\",\"plan\":[]}", "plan");
        refused(
                "{\"rule\":\"x\",\"plan\":[{\"category\":\"a\",\"top\":1},{\"category\":\"a\"},null]}",
                "month",
                "rule",
                "plan[1].category",
                "plan[1].top",
                "plan[2].category",
                "plan[2].top");
        open("{no json").statusCode(400);
        open("").statusCode(400);
    }

    @Test
    void only_officers_decide_and_only_officers_and_auditors_see() {
        given().get("/campaigns/2011-01").then().statusCode(401);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/campaigns")
                .then()
                .statusCode(401);
        given().auth().oauth2("no token").get("/campaigns/2011-01").then().statusCode(401);
        given().auth()
                .oauth2(Fixtures.AUDITOR)
                .post("/campaigns/2011-01/close")
                .then()
                .statusCode(403);
        Stream.of("", "/selections", "/preview", "/explanation/A").forEach(path -> {
            given().auth()
                    .oauth2(Fixtures.PLATFORM)
                    .get("/campaigns/2011-01" + path)
                    .then()
                    .statusCode(403);
            get("/campaigns/2011-01" + path).statusCode(404).contentType("application/problem+json");
            get("/campaigns/no-month" + path).statusCode(404);
        });
        given().auth().oauth2(OFFICER).post("/campaigns/2011-01/close").then().statusCode(404);
        given().auth().oauth2(OFFICER).delete("/campaigns/2011-01").then().statusCode(405);
        given().auth()
                .oauth2(OFFICER)
                .contentType("text/plain")
                .body("x")
                .post("/campaigns")
                .then()
                .statusCode(415);
    }

    private static void refused(String body, String... fields) {
        open(body).statusCode(422).contentType("application/problem+json").body("errors.field", contains(fields));
    }

    private static ValidatableResponse open(String body) {
        return given().auth()
                .oauth2(OFFICER)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/campaigns")
                .then();
    }

    private static ValidatableResponse get(String path) {
        return given().auth().oauth2(OFFICER).get(path).then();
    }

    private static void close(String month) {
        Fixtures.flush();
        given().auth()
                .oauth2(OFFICER)
                .post("/campaigns/{month}/close", month)
                .then()
                .statusCode(202);
        await("the close", () -> get("/campaigns/" + month).body("state", equalTo("CLOSED")));
    }

    private static void await(String what, org.awaitility.core.ThrowingRunnable assertion) {
        Fixtures.flush();
        Awaitility.await(what).atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    /** The month's events, when its end is told. */
    private static List<String> told(String month) {
        String named = "\"month\":\"" + month + "\"";
        await(
                "CampaignClosed",
                () -> assertTrue(
                        values("selection.v1", named).stream().anyMatch(event -> event.contains("CampaignClosed"))));
        return values("selection.v1", named);
    }
}
