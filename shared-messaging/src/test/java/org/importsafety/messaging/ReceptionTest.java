package org.importsafety.messaging;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.importsafety.messaging.Fixtures.NOW;
import static org.importsafety.messaging.Fixtures.failed;
import static org.importsafety.messaging.Fixtures.json;
import static org.importsafety.messaging.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "messaging"))
class ReceptionTest {
    @Inject
    Pool pool;

    @Inject
    FeedPositions positions;

    @Test
    void an_event_delivered_twice_takes_effect_once_and_makes_one_event() {
        String value = json(failed("twice"), UUID.randomUUID(), 1);
        write(Topics.TESTING_RESULTS, "twice", List.of(value, value));
        write(Topics.TESTING_RESULTS, "twice", List.of(json(failed("twice-end"), UUID.randomUUID(), 2)));
        await("the last event").until(() -> count("select times from tally where id = 'twice-end'") == 1);
        assertEquals(1, count("select times from tally where id = 'twice'"));
        try (var reader = new Fixtures.Reader(Topics.TESTING)) {
            await("the resulting event").until(() -> reader.poll().stream()
                    .anyMatch(record -> record.key().equals("twice-end")));
            assertEquals(
                    1,
                    reader.records.stream()
                            .filter(record -> record.key().equals("twice"))
                            .count());
        }
    }

    @Test
    void poison_is_parked_and_told_and_the_next_event_is_handled() {
        write(
                Topics.TESTING_RESULTS,
                "poison",
                List.of(
                        "{ this is no JSON",
                        json(failed("poison"), UUID.randomUUID(), 1),
                        "{\"type\":\"NeverHeardOf\"}",
                        "{\"type\":\"TestFailed\",\"eventId\":\"not-an-id\"}",
                        json(failed("after-poison"), UUID.randomUUID(), 2)));
        await("the good event").until(() -> count("select times from tally where id = 'after-poison'") == 1);
        assertEquals(3, count("select count(*)::int from parked_event where channel = 'testing-results'"));
        given().auth()
                .oauth2(InfraResource.token("anna", "officer", null))
                .get("/parked-events?limit=10")
                .then()
                .statusCode(200)
                .body("items.value", hasItem("{ this is no JSON"))
                .body("items.error", hasItem("java.lang.IllegalArgumentException: no such listing"));
        given().get("/parked-events").then().statusCode(401).contentType("application/problem+json");
        given().auth()
                .oauth2(InfraResource.token("lab", "lab", "KTR"))
                .get("/parked-events")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        try (var reader = new Fixtures.Reader(Topics.OPERATIONS)) {
            await("three EventParked")
                    .until(() -> reader.poll().stream()
                                    .filter(r -> r.value().contains("\"topic\":\"testing.results.v1\""))
                                    .count()
                            == 3);
        }
    }

    @Test
    void one_bad_line_in_a_batch_is_parked_and_the_others_are_taken_in() {
        List<String> values = new ArrayList<>();
        for (int line = 1; line <= 500; line++) {
            values.add(json(line("o1", line, line == 321 ? "bad" : "good"), UUID.randomUUID(), line));
        }
        write(Topics.PLATFORM_ORDERS, "o1", values);
        await("499 lines").until(() -> count("select count(*)::int from line where order_id = 'o1'") == 499);
        await("the bad one")
                .until(() -> count("select count(*)::int from parked_event where channel = 'platform-orders'") == 1);
        var ends = positions.endOf(Topics.PLATFORM_ORDERS).await().atMost(Duration.ofSeconds(5));
        await("the feed is read to its end, the parked line too").until(() -> reached(ends));
        assertTrue(FeedPositions.fromText(FeedPositions.toText(ends)).equals(ends));
    }

    @Test
    void intake_goes_on_where_it_was_after_the_database_was_away() {
        write(Topics.PLATFORM_ORDERS, "o2", List.of(json(line("o2", 1, "good"), UUID.randomUUID(), 1)));
        await("the first").until(() -> count("select count(*)::int from line where order_id = 'o2'") == 1);
        for (int i = 2; i <= 40; i++) {
            write(Topics.PLATFORM_ORDERS, "o2", List.of(json(line("o2", i, "good"), UUID.randomUUID(), i)));
            if (i % 10 == 0) {
                count("select count(pg_terminate_backend(pid))::int from pg_stat_activity where pid <> pg_backend_pid()"
                        + " and datname = current_database()");
            }
        }
        await("all").until(() -> count("select count(*)::int from line where order_id = 'o2'") == 40);
        assertEquals(0, count("select count(*)::int from parked_event where key = 'o2'::bytea"));
    }

    private boolean reached(java.util.Map<org.apache.kafka.common.TopicPartition, Long> ends) {
        return pool.withConnection(connection -> positions.reached(connection, ends))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private int count(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getInteger(0))
                .onFailure()
                .retry()
                .atMost(5)
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private static OrderLinePaid line(String order, int number, String sku) {
        return new OrderLinePaid(order, number, "85099B", sku, "b1", 1, 100, "GBP", NOW, null);
    }
}
