package org.importsafety.testing.order;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.importsafety.testing.Fixtures.PATIENCE;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.events;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.importsafety.messaging.Messaging;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class DueDatesServiceTest {
    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    Messaging messaging;

    @Inject
    EndOrder endOrder;

    @Inject
    MeterRegistry meters;

    @Inject
    WatchDueDates job;

    @Inject
    Pool pool;

    @Test
    void what_is_overdue_is_told_once_however_many_look() {
        JsonPath order = ordered("2026-08", "LATE", "jewellery", null);
        String id = order.getString("testOrderId");
        LocalDate yesterday = today().minusDays(1);
        dueOn(id, yesterday);
        Uni.join()
                .all(IntStream.range(0, 5)
                        .mapToObj(i -> job.watch(Instant.now()))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        as("officer")
                .get("/test-orders/" + id)
                .then()
                .body("overdueAt", notNullValue())
                .body("status", equalTo("ORDERED"));
        lab(order.getString("lab"))
                .get("/test-orders?overdue=true&limit=1000")
                .then()
                .statusCode(200)
                .body("items.testOrderId", hasItem(id));
        as("officer").get("/test-orders?overdue=false&limit=1000").then().body("items.testOrderId", not(hasItem(id)));
        as("officer").get("/test-orders?overdue=late").then().statusCode(400).body("errors.field", contains("overdue"));
        // The next event of the case: had it been told more often, it would be the third or later.
        as("officer")
                .body("{\"reason\":\"enough\"}")
                .post("/test-orders/" + id + "/cancellation")
                .then()
                .statusCode(201);
        List<JsonPath> told = events(Topics.TESTING, "2026-08:LATE", 3);
        assertEquals(
                List.of("TestOrdered", "TestOverdue", "TestUnroutable"),
                told.stream().map(event -> event.getString("type")).toList());
        assertEquals(yesterday.toString(), told.get(1).getString("dueOn"));
        assertEquals(order.getString("lab"), told.get(1).getString("lab"));
    }

    @Test
    void what_is_due_soon_is_reminded_of_and_what_is_due_today_is_not_late() {
        String soon = ordered("2026-08", "SOON", "jewellery", null).getString("testOrderId");
        dueOn(soon, today());
        await("reminded").atMost(PATIENCE).until(() -> view(soon).getString("remindedAt") != null);
        assertNull(view(soon).getString("overdueAt"));
    }

    @Test
    void what_stays_overdue_goes_to_another_laboratory_by_rule() {
        JsonPath order = ordered("2026-08", "GIVEN-UP", "jewellery", null);
        String id = order.getString("testOrderId");
        dueOn(id, today().minusDays(30));
        await("overdue").atMost(PATIENCE).until(() -> view(id).getString("overdueAt") != null);
        reassigning().watch(Instant.now()).await().atMost(PATIENCE);

        JsonPath ended = view(id);
        assertEquals("REASSIGNED", ended.getString("status"));
        assertEquals("OVERDUE", ended.getString("endReason"));
        JsonPath next = view(ended.getString("supersededBy"));
        assertNotEquals(order.getString("lab"), next.getString("lab"));
        as("auditor")
                .get("/audit?subject=" + id)
                .then()
                .body("items.actor", hasItem("rule:overdue"))
                .body("items.action", hasItem("ORDER_REASSIGNED"));
        List<JsonPath> told = events(Topics.TESTING, "2026-08:GIVEN-UP", 4);
        assertEquals(
                List.of("TestOrdered", "TestOverdue", "TestReassigned", "TestOrdered"),
                told.stream().map(event -> event.getString("type")).toList());
    }

    @Test
    void what_no_other_laboratory_can_test_stays_where_it_is() {
        String first = ordered("2026-08", "KEPT", "bags-purses", null).getString("testOrderId");
        String id = as("officer")
                .body("{\"reason\":\"moved\"}")
                .post("/test-orders/" + first + "/reassignment")
                .then()
                .statusCode(201)
                .extract()
                .path("supersededBy");
        dueOn(id, today().minusDays(30));
        await("overdue").atMost(PATIENCE).until(() -> view(id).getString("overdueAt") != null);
        reassigning().watch(Instant.now()).await().atMost(PATIENCE);

        assertEquals("ORDERED", view(id).getString("status"));
        long kept = pool.preparedQuery(
                        "select count(*) from test_order where test_order_id = $1::text::uuid and kept_at is not null")
                .execute(Tuple.of(id))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
        assertEquals(1, kept, "not tried again");
    }

    private WatchDueDates reassigning() {
        TestingSettings settings = new TestingSettings() {
            @Override
            public int dueWorkingDays() {
                return 10;
            }

            @Override
            public int remindWorkingDaysBefore() {
                return 0;
            }

            @Override
            public int reassignOverdueAfterWorkingDays() {
                return 5;
            }
        };
        return new WatchDueDates(sessions, messaging, endOrder, Clock.systemUTC(), settings, meters);
    }

    private static JsonPath view(String id) {
        return as("officer").get("/test-orders/" + id).jsonPath();
    }

    private void dueOn(String id, LocalDate day) {
        pool.preparedQuery("update test_order set due_on = $2 where test_order_id = $1::text::uuid")
                .execute(Tuple.of(id, day))
                .await()
                .atMost(PATIENCE);
    }

    private static LocalDate today() {
        return LocalDate.now(WorkingDays.KOREA);
    }
}
