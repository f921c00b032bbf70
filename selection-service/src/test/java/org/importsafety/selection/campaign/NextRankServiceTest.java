package org.importsafety.selection.campaign;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.selection.Fixtures.OFFICER;
import static org.importsafety.selection.Fixtures.blocked;
import static org.importsafety.selection.Fixtures.paid;
import static org.importsafety.selection.Fixtures.testOrdered;
import static org.importsafety.selection.Fixtures.unroutable;
import static org.importsafety.selection.Fixtures.values;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.importsafety.infra.InfraResource;
import org.importsafety.selection.Fixtures;
import org.importsafety.selection.Fixtures.Listing;
import org.junit.jupiter.api.Test;

/** Places that go to the next rank after the close, on real Kafka and PostgreSQL. Each test has a month of its own. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "selection"))
class NextRankServiceTest {
    @Inject
    Pool pool;

    @Test
    void who_cannot_be_sampled_gives_the_place_to_the_next_that_nothing_speaks_against_once() {
        closed("2017-01", "U", 6, 2);
        blocked("U-3", "2017-02-05T00:00:00Z");
        testOrdered("u-t4", "U-4", "2017-02-05T00:00:00Z");
        await("standings", () -> assertEquals(2, standings("U-3", "U-4")));
        UUID event = UUID.randomUUID();
        unroutable(event, "2017-01", "U-2", "SAMPLE_UNAVAILABLE");
        unroutable(event, "2017-01", "U-2", "SAMPLE_UNAVAILABLE");
        UUID again = UUID.randomUUID();
        unroutable(again, "2017-01", "U-2", "SAMPLE_UNAVAILABLE");
        await("the repeat", () -> assertEquals(1, takenIn(again)));

        get("2017-01", "/selections")
                .body("items.listingId", contains("U-1", "U-5"))
                .body("items.rank", contains(1, 5))
                .body("items.inPlaceOf", contains(null, "U-2"));
        get("2017-01", "/explanation/U-2")
                .body("outcome", equalTo("SKIPPED"))
                .body("reason", equalTo("NOT_TESTABLE"))
                .body("words", containsString("no sample of it could be had"));
        get("2017-01", "/explanation/U-3").body("reason", equalTo("BLOCKED"));
        get("2017-01", "/explanation/U-5")
                .body("outcome", equalTo("SELECTED"))
                .body("rank", equalTo(5))
                .body("inPlaceOf", equalTo("U-2"))
                .body("words", containsString("in place of U-2"));
        get("2017-01", "/explanation/U-6").body("outcome", equalTo("CUT")).body("inPlaceOf", nullValue());
        get("2017-01", "").body("selected", equalTo(2)).body("skipped", equalTo(0));

        assertEquals(
                Map.of(
                        "ProductSelected U-1", "",
                        "ProductSelected U-2", "",
                        "ProductSkipped U-2", "NOT_TESTABLE",
                        "ProductSkipped U-3", "BLOCKED",
                        "ProductSkipped U-4", "IN_TEST",
                        "ProductSelected U-5", "",
                        "CampaignClosed null", ""),
                told("2017-01", 7));
    }

    @Test
    void several_at_once_each_take_another_next_rank() {
        closed("2017-03", "V", 8, 3);
        for (int i = 1; i <= 3; i++) {
            unroutable(UUID.randomUUID(), "2017-03", "V-" + i, "SAMPLE_UNAVAILABLE");
        }
        await("the next three", () -> get("2017-03", "/selections")
                .body("items.listingId", contains("V-4", "V-5", "V-6")));
        assertEquals(10, told("2017-03", 10).size());
    }

    @Test
    void who_was_taken_instead_may_be_unavailable_too_until_nobody_is_left() {
        closed("2017-05", "W", 2, 1);
        unroutable(UUID.randomUUID(), "2017-05", "W-1", "SAMPLE_UNAVAILABLE");
        await("the second", () -> get("2017-05", "/selections").body("items.listingId", contains("W-2")));
        unroutable(UUID.randomUUID(), "2017-05", "W-2", "SAMPLE_UNAVAILABLE");
        await("nobody", () -> get("2017-05", "/selections").body("items", equalTo(List.of())));
        assertEquals(5, told("2017-05", 5).size());
    }

    @Test
    void a_case_that_ends_for_another_reason_or_beside_another_order_keeps_its_place() {
        closed("2017-07", "X", 2, 1);
        unroutable(UUID.randomUUID(), "2017-07", "X-1", "CANCELLED");
        unroutable(UUID.randomUUID(), "2017-07", "X-1", "RETEST_SAMPLE_UNAVAILABLE");
        unroutable(UUID.randomUUID(), "2017-07", "X-2", "SAMPLE_UNAVAILABLE");
        UUID last = UUID.randomUUID();
        unroutable(last, "2099-01", "X-1", "SAMPLE_UNAVAILABLE");
        await("the last", () -> assertEquals(1, takenIn(last)));
        get("2017-07", "/selections").body("items.listingId", contains("X-1"));
        assertEquals(2, told("2017-07", 2).size());
    }

    private static ValidatableResponse get(String month, String path) {
        return given().auth().oauth2(OFFICER).get("/campaigns/" + month + path).then();
    }

    /** A closed month of so many listings of one category, the first sold most, and so many places. */
    private static void closed(String month, String name, int listings, int places) {
        IntStream.rangeClosed(1, listings).forEach(i -> {
            Listing.of(name + "-" + i, "next-" + name).publish();
            paid(name + "o" + i, 1, name + "-" + i, "b", 100 - i, month + "-10T00:00:00Z");
        });
        Fixtures.flush();
        given().auth()
                .oauth2(OFFICER)
                .contentType(ContentType.JSON)
                .body("{\"month\":\"%s\",\"rule\":\"most-units\",\"top\":%d}".formatted(month, places))
                .post("/campaigns")
                .then()
                .statusCode(201);
        given().auth()
                .oauth2(OFFICER)
                .post("/campaigns/" + month + "/close")
                .then()
                .statusCode(202);
        await("the close", () -> get(month, "").body("state", equalTo("CLOSED")));
    }

    private long standings(String blocked, String inTest) {
        return count("select count(*) from listing_block where listing_id = $1", blocked)
                + count("select count(*) from listing_test where listing_id = $1", inTest);
    }

    private long takenIn(UUID event) {
        return count("select count(*) from inbox where event_id = $1", event);
    }

    private long count(String sql, Object value) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(value))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private static void await(String what, ThrowingRunnable assertion) {
        Fixtures.flush();
        Awaitility.await(what).atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    /** What the month's events say of whom, and why, once there are as many. */
    private static Map<String, String> told(String month, int count) {
        String named = "\"month\":\"" + month + "\"";
        await(
                "the events",
                () -> assertEquals(count, values("selection.v1", named).size()));
        Map<String, String> told = new TreeMap<>();
        for (String value : values("selection.v1", named)) {
            JsonPath event = JsonPath.from(value);
            String reason = event.getString("reason");
            told.put(event.getString("type") + " " + event.getString("listingId"), reason == null ? "" : reason);
        }
        return told;
    }
}
