package org.importsafety.testing.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class PagesServiceTest {
    private static final String POLICY = "Content-Security-Policy";

    @Test
    void the_pages_need_no_token_and_run_no_foreign_script() {
        given().get("/")
                .then()
                .statusCode(200)
                .header(POLICY, containsString("default-src 'self'"))
                .body(containsString("js/main.js"));
        given().get("/js/main.js").then().statusCode(200).header(POLICY, containsString("default-src 'self'"));
        given().get("/css/look.css").then().statusCode(200).header("X-Content-Type-Options", "nosniff");
        given().get("/q/openapi").then().statusCode(200).header(POLICY, nullValue());
        given().get("/test-orders").then().statusCode(401);
    }

    @Test
    void the_time_that_due_dates_are_held_against_is_told() {
        String now = given().get("/clock").then().statusCode(200).extract().path("now");
        Assertions.assertTrue(Instant.parse(now).isAfter(Instant.EPOCH), now);
    }

    @Test
    void an_order_tells_which_steps_of_the_sample_are_legal_now() {
        JsonPath order = ordered("2026-09", "LOCKET", "jewellery", null);
        String path = "/test-orders/" + order.getString("testOrderId");
        String own = order.getString("lab");
        lab(own).get(path).then().body("nextSteps", empty());
        lab(own).post(path + "/acceptance")
                .then()
                .statusCode(201)
                .body("nextSteps", contains("BOUGHT", "SHIPPED", "RECEIVED", "UNAVAILABLE"));
        lab(own).body("{\"step\":\"RECEIVED\"}")
                .post(path + "/sample")
                .then()
                .body("nextSteps", contains("TESTING", "STORED", "MORE_NEEDED", "MISMATCH"));
    }
}
