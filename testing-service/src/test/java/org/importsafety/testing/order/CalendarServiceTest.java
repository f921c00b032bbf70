package org.importsafety.testing.order;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class CalendarServiceTest {

    @Test
    void a_day_that_is_declared_off_moves_the_due_dates_of_orders_that_follow() {
        LocalDate due =
                LocalDate.parse(ordered("2026-08", "BEFORE", "jewellery", null).getString("dueOn"));
        declare(due, "{\"working\":false,\"name\":\"declared late\"}");
        declare(due, "{\"working\":false,\"name\":\"declared late\"}");
        LocalDate later =
                LocalDate.parse(ordered("2026-08", "AFTER", "jewellery", null).getString("dueOn"));
        assertTrue(later.isAfter(due), due + ", then " + later);
        as("auditor")
                .get("/calendar?year=" + due.getYear())
                .then()
                .statusCode(200)
                .body("days.date", hasItem(due.toString()))
                .body("days.find { it.declared }.name", equalTo("declared late"));
        as("auditor").get("/audit?subject=" + due).then().body("items.action", contains("DAY_DECLARED"));
        declare(due, "{\"working\":true,\"name\":\"not after all\"}");
    }

    @Test
    void what_is_wrong_with_a_declaration_is_named() {
        as("officer")
                .body("{\"name\":\" \"}")
                .put("/calendar/tomorrow")
                .then()
                .statusCode(422)
                .body("errors.field", contains("date", "working", "name"));
        as("officer").get("/calendar?year=12").then().statusCode(400).body("errors.field", contains("year"));
        lab("KTR")
                .body("{\"working\":false,\"name\":\"x\"}")
                .put("/calendar/2026-12-24")
                .then()
                .statusCode(403);
    }

    private static void declare(LocalDate day, String body) {
        as("officer").body(body).put("/calendar/" + day).then().statusCode(200).body("declared", equalTo(true));
    }
}
