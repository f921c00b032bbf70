package org.importsafety.testing.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class LabKeyServiceTest {
    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void a_key_opens_only_what_is_its_laboratorys_once_another_officer_approved_it() {
        JsonPath asked = request("KTR", days(-1), days(30));
        String key = asked.getString("key");
        refused(key);
        as("officer", "anna")
                .post("/labs/KTR/keys/" + asked.getString("keyId") + "/approval")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("You asked for this key yourself: another officer has to approve it"))
                .body("allowed", contains("REVOKED"));
        refused(key);
        approve(asked);
        with(key).get("/test-orders?limit=1000").then().statusCode(200).body("items.lab", everyItem(equalTo("KTR")));
        with(key).get("/test-orders?lab=KCL").then().statusCode(403);
        with(key).get("/labs").then().statusCode(403);
        with(key).get("/audit").then().statusCode(403);
        with(key).body(body(null, days(30))).post("/labs/KTR/keys").then().statusCode(403);
    }

    @Test
    void the_secret_is_shown_once_and_only_its_hash_is_kept() {
        JsonPath asked = request("KCL", null, days(30));
        String secret = asked.getString("key").substring(("isk_" + asked.getString("keyId") + "_").length());
        assertEquals("REQUESTED", asked.getString("state"));
        for (String role : new String[] {"officer", "auditor"}) {
            String list = as(role).get("/labs/KCL/keys?limit=1000")
                    .then()
                    .statusCode(200)
                    .body("items.keyId", hasItem(asked.getString("keyId")))
                    .body("items.key", everyItem(nullValue()))
                    .extract()
                    .asString();
            assertEquals(-1, list.indexOf(secret));
            assertEquals(-1, list.indexOf(LabKey.hash(secret)));
        }
        lab("KCL").get("/labs/KCL/keys").then().statusCode(403);
        String stored = sessions.withSession(session -> session.createNativeQuery(
                                "select row_to_json(k)\\:\\:text from lab_key k where key_id = :id", String.class)
                        .setParameter("id", asked.getString("keyId"))
                        .getSingleResult())
                .await()
                .indefinitely();
        assertEquals(-1, stored.indexOf(secret), stored);
        assertEquals(LabKey.hash(secret), JsonPath.from(stored).getString("secret_sha256"));
    }

    @Test
    void a_key_that_has_ended_opens_nothing() {
        JsonPath key = approved("KTR", days(-1), days(30));
        with(key.getString("key")).get("/test-orders").then().statusCode(200);
        lasts(key, YEAR_2000, YEAR_2000.plusSeconds(1));
        refused(key.getString("key"));
        as("officer")
                .get("/labs/KTR/keys?limit=1000")
                .then()
                .body("items.find { it.keyId == '" + key.getString("keyId") + "' }.state", equalTo("EXPIRED"));
    }

    @Test
    void a_revoked_key_is_shut_out_at_once() {
        JsonPath key = approved("FITI", null, days(30));
        String path = "/labs/FITI/keys/" + key.getString("keyId");
        with(key.getString("key")).get("/test-orders").then().statusCode(200);
        as("officer").delete(path).then().statusCode(422).body("errors.field", contains("reason"));
        with(key.getString("key")).get("/test-orders").then().statusCode(200);
        Map<String, String> leaked = Map.of("reason", "it was in a mail");
        as("officer").body(leaked).delete(path).then().statusCode(200).body("state", equalTo("REVOKED"));
        refused(key.getString("key"));
        as("officer").body(leaked).delete(path).then().statusCode(200);
        as("officer", "ben").post(path + "/approval").then().statusCode(409);
        as("officer")
                .body(leaked)
                .delete("/labs/KTR/keys/" + key.getString("keyId"))
                .then()
                .statusCode(404);
    }

    @Test
    void when_a_key_is_rotated_both_are_valid_in_their_overlap_only() {
        JsonPath old = approved("KATRI", days(-30), days(5));
        JsonPath next = approved("KATRI", days(3), days(300));
        opens(old, true, next, false);
        lasts(next, days(-1), days(300));
        opens(old, true, next, true);
        lasts(old, days(-30), days(-1).plusSeconds(60));
        opens(old, false, next, true);
    }

    @Test
    void a_wrong_or_unknown_key_opens_nothing() {
        JsonPath key = approved("KOTITI", null, days(30));
        JsonPath other = approved("KOTITI", null, days(30));
        String secretOfOther = other.getString("key").substring(("isk_" + other.getString("keyId")).length());
        refused("isk_" + key.getString("keyId") + secretOfOther);
        refused("isk_" + key.getString("keyId"));
        refused("isk_0000000000000000" + secretOfOther);
        refused("isk_");
        refused(key.getString("key") + "x");
        given().header("Authorization", "Basic " + key.getString("key"))
                .get("/test-orders")
                .then()
                .statusCode(401);
        with(key.getString("key")).get("/test-orders").then().statusCode(200);
    }

    @Test
    void another_laboratorys_order_is_refused_to_a_key_and_the_attempt_is_kept() {
        JsonPath order = ordered("2027-02", "AUDITED", "jewellery", "ADULT");
        JsonPath stranger = approved("FITI", null, days(30));
        JsonPath owner = approved(order.getString("lab"), null, days(30));
        String path = "/test-orders/" + order.getString("testOrderId");
        String key = stranger.getString("key");

        with(key).get(path).then().statusCode(403).contentType("application/problem+json");
        with(key).post(path + "/acceptance").then().statusCode(403);
        with(key).body("{\"step\":\"RECEIVED\"}").post(path + "/sample").then().statusCode(403);
        with(key).body("{}").post(path + "/reports").then().statusCode(403);
        as("officer").get(path).then().body("status", equalTo("ORDERED"));

        JsonPath audit = as("auditor")
                .get("/audit?subject=" + order.getString("testOrderId") + "&action=REFUSED")
                .jsonPath();
        assertEquals(
                List.of("report", "sample RECEIVED", "acceptance", "read"),
                audit.getList("items.detail", String.class));
        assertEquals(
                Set.of("key:" + stranger.getString("keyId") + " FITI"),
                Set.copyOf(audit.getList("items.collect { it.actor + ' ' + it.lab }", String.class)));

        with(owner.getString("key")).get(path).then().statusCode(200);
        with(owner.getString("key")).post(path + "/acceptance").then().statusCode(201);
    }

    @Test
    void asking_and_approving_and_revoking_are_kept_with_who_did_it() {
        JsonPath key = approved("KTR", null, days(30));
        as("officer", "carl")
                .body(Map.of("reason", "gone"))
                .delete("/labs/KTR/keys/" + key.getString("keyId"))
                .then()
                .statusCode(200);
        as("auditor")
                .get("/audit?subject=KTR/keys/" + key.getString("keyId"))
                .then()
                .body(
                        "items.collect { it.action + ' ' + it.actor }",
                        contains("KEY_REVOKED carl", "KEY_APPROVED ben", "KEY_REQUESTED anna"))
                .body("items[0].detail", equalTo("gone"));
    }

    @Test
    void a_request_for_a_key_is_refused_by_the_names_of_its_fields() {
        as("officer")
                .body("{}")
                .post("/labs/KTR/keys")
                .then()
                .statusCode(422)
                .body("errors.field", contains("to", "reason"));
        for (Map<String, Object> bad : List.of(
                body(days(3), days(2)), body(null, days(-1)), body(days(-9), days(-1)), body(null, days(400)))) {
            as("officer")
                    .body(bad)
                    .post("/labs/KTR/keys")
                    .then()
                    .statusCode(422)
                    .body("errors.field", contains("to"));
        }
        as("officer")
                .body("{\"to\":\"soon\",\"reason\":\"x\"}")
                .post("/labs/KTR/keys")
                .then()
                .statusCode(422)
                .body("errors.field", contains("to"));
        as("officer").body("{").post("/labs/KTR/keys").then().statusCode(400);
        as("officer").post("/labs/KTR/keys").then().statusCode(400);
        as("officer").body(body(null, days(3))).post("/labs/NOBODY/keys").then().statusCode(404);
        as("officer").get("/labs/NOBODY/keys").then().statusCode(404);
        as("officer").post("/labs/KTR/keys/none/approval").then().statusCode(404);
        as("auditor").body(body(null, days(3))).post("/labs/KTR/keys").then().statusCode(403);
        as("approver").body(body(null, days(3))).post("/labs/KTR/keys").then().statusCode(403);
        as("auditor").post("/labs/KTR/keys/0000000000000000/approval").then().statusCode(403);
        as("officer").post("/labs/KTR/keys/0000000000000000/approval").then().statusCode(404);
        as("officer").get("/labs/KTR/keys?after=x").then().statusCode(400).body("errors.field", contains("after"));
        as("officer").urlEncodingEnabled(false).get("/labs/%00/keys").then().statusCode(404);
        as("officer").urlEncodingEnabled(false).get("/audit?subject=%00").then().statusCode(400);
    }

    private static JsonPath request(String lab, Instant from, Instant to) {
        return as("officer", "anna")
                .body(body(from, to))
                .post("/labs/" + lab + "/keys")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("key", containsString("isk_"))
                .extract()
                .jsonPath();
    }

    private static JsonPath approved(String lab, Instant from, Instant to) {
        JsonPath key = request(lab, from, to);
        approve(key);
        return key;
    }

    private static void approve(JsonPath key) {
        as("officer", "ben")
                .post("/labs/" + key.getString("lab") + "/keys/" + key.getString("keyId") + "/approval")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"))
                .body("approved.by", equalTo("ben"))
                .body("key", nullValue());
    }

    private static void opens(JsonPath one, boolean oneOpens, JsonPath other, boolean otherOpens) {
        with(one.getString("key")).get("/test-orders").then().statusCode(oneOpens ? 200 : 401);
        with(other.getString("key")).get("/test-orders").then().statusCode(otherOpens ? 200 : 401);
    }

    private static void refused(String key) {
        with(key)
                .get("/test-orders")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("detail", notNullValue())
                .body("detail", not(containsString(key)));
    }

    /** Time goes on for one key alone. */
    private void lasts(JsonPath key, Instant from, Instant to) {
        sessions.withTransaction(session -> session.createNativeQuery(
                                "update lab_key set valid_from = :from, valid_to = :to where key_id = :id")
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .setParameter("id", key.getString("keyId"))
                        .executeUpdate())
                .await()
                .indefinitely();
    }

    private static Instant days(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private static Map<String, Object> body(Instant from, Instant to) {
        return from == null
                ? Map.of("to", to.toString(), "reason", "a test")
                : Map.of("from", from.toString(), "to", to.toString(), "reason", "a test");
    }

    private static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }
}
