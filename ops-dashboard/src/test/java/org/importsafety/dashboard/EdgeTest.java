package org.importsafety.dashboard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.dashboard.Fixtures.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "dashboard"))
class EdgeTest {
    private static final String PROBLEM = "application/problem+json";

    @Inject
    Fixtures world;

    @TestHTTPResource("/api/changes")
    URI changes;

    @Test
    void a_bad_token_is_refused_even_where_none_is_needed() {
        for (String path :
                new String[] {"/api/board", "/api/search?q=x", "/api/cases/x", "/api/orders/x", "/api/settings"}) {
            given().auth()
                    .oauth2("no.such.token")
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType(PROBLEM)
                    .body("status", equalTo(401));
        }
    }

    @Test
    void orders_are_for_staff_alone() {
        given().get("/api/orders/x").then().statusCode(401).contentType(PROBLEM);
        as("platform").get("/api/orders/x").then().statusCode(403).contentType(PROBLEM);
        as("approver").get("/api/orders/x").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void what_is_not_there_and_what_makes_no_sense_is_said() {
        as("officer").get("/api/board?month=1999-01").then().statusCode(404).contentType(PROBLEM);
        as("officer").get("/api/cases/1999-01:X").then().statusCode(404).contentType(PROBLEM);
        as("officer")
                .urlEncodingEnabled(false)
                .get("/api/cases/1999-01%00X")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        as("officer")
                .urlEncodingEnabled(false)
                .get("/api/orders/%00")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        as("officer").get("/api/cases/x?after=y").then().statusCode(422).body("errors[0].field", equalTo("after"));
        for (String q : new String[] {"", "?q=", "?q=%20", "?q=" + "x".repeat(201), "?q=%00"}) {
            given().urlEncodingEnabled(false)
                    .get("/api/search" + q)
                    .then()
                    .statusCode(422)
                    .contentType(PROBLEM)
                    .body("errors[0].field", equalTo("q"));
        }
    }

    @Test
    void the_platform_is_shown_no_more_than_the_public() {
        as("platform")
                .get("/api/board")
                .then()
                .statusCode(200)
                .body("view", equalTo("PUBLIC"))
                .body("parked", nullValue());
    }

    @Test
    void settings_say_where_the_services_are() {
        given().get("/api/settings")
                .then()
                .statusCode(200)
                .body("services.refund", equalTo("http://localhost:8084"))
                .body("shop", equalTo("http://localhost:8090"));
    }

    @Test
    void the_charts_library_and_the_page_are_served() {
        given().get("/_static/echarts/dist/echarts.min.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"));
        given().get("/").then().statusCode(200).contentType(containsString("html"));
    }

    @Test
    void a_page_of_the_dashboards_address_may_call_and_no_other() {
        given().header("Origin", "http://localhost:8080")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/parked-events")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "http://localhost:8080")
                .header("Access-Control-Allow-Headers", containsString("authorization"));
        given().header("Origin", "http://elsewhere.example")
                .get("/api/settings")
                .then()
                .statusCode(403);
    }

    @Test
    void a_change_is_told_to_whoever_listens() throws Exception {
        world.say(new CaseLife("2030-04", "LIVE").listed("A live fish"));
        var request =
                HttpRequest.newBuilder(changes).timeout(Duration.ofSeconds(10)).build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        assertEquals(
                "text/event-stream",
                response.headers().firstValue("content-type").orElseThrow().split(";")[0]);
        try (var lines = response.body()) {
            Iterator<String> data =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            long first = change(data);
            var next = CompletableFuture.supplyAsync(() -> change(data));
            world.say(new CaseLife("2030-04", "LIVE").selected());
            assertTrue(next.get(5, TimeUnit.SECONDS) > first);
        }
    }

    private static long change(Iterator<String> data) {
        try {
            return Fixtures.JSON
                    .readTree(data.next().substring(5))
                    .get("change")
                    .asLong();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
