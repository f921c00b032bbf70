package org.importsafety.dashboard;

import static org.awaitility.Awaitility.await;
import static org.importsafety.dashboard.Fixtures.anybody;
import static org.importsafety.dashboard.Fixtures.staff;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.importsafety.dashboard.Fixtures.Said;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "dashboard"))
class ToldAgainTest {
    private static final String TABLES = "event, listing, order_line, campaign, safety_case, test_order, refund, "
            + "refund_progress, refund_hour, intake, feed_position, parked_event";

    @Inject
    Fixtures world;

    @Inject
    Pool pool;

    @Inject
    KafkaClientService kafka;

    @Inject
    @Identifier("stored-positions")
    KafkaConsumerRebalanceListener storedPositions;

    @Test
    void what_is_told_twice_counts_once() {
        CaseLife life = new CaseLife("2030-11", "TWICE");
        List<Said> whole = life.whole("A kite", "T-1");
        world.say(whole.toArray(Said[]::new));
        ObjectNode board = without(staff("/api/board?month=2030-11"));
        JsonNode once = staff("/api/cases/2030-11:TWICE");
        JsonNode order = staff("/api/orders/T-1");

        List<Said> again = new ArrayList<>(whole);
        again.addAll(whole);
        world.say(again.toArray(Said[]::new));
        assertEquals(board, without(staff("/api/board?month=2030-11")));
        assertEquals(once, staff("/api/cases/2030-11:TWICE"));
        assertEquals(order, staff("/api/orders/T-1"));
    }

    @Test
    void a_listing_that_is_blocked_and_unblocked_a_thousand_times_is_shown_as_the_last_word_says() {
        CaseLife life = new CaseLife("2029-03", "PENDULUM");
        List<Said> swing = new ArrayList<>(List.of(life.failed(), life.blocked(100)));
        for (int round = 1; round <= 500; round++) {
            swing.add(life.unblocked(100 + 2L * round));
            swing.add(life.blocked(101 + 2L * round));
            if (round % 50 == 0) {
                swing.add(life.unblocked(100 + 2L * round)); // told again, after what followed it
            }
        }
        world.say(swing.toArray(Said[]::new));
        assertEquals(
                "BLOCKED", staff("/api/cases/2029-03:PENDULUM").get("state").asText());

        world.say(life.unblocked(2000), life.blocked(1999)); // the older one comes late
        assertEquals(
                "RELEASED", staff("/api/cases/2029-03:PENDULUM").get("state").asText());
    }

    @Test
    void an_emptied_store_is_rebuilt_from_the_beginning_to_the_same_pictures() {
        CaseLife life = new CaseLife("2030-10", "REBUILT");
        world.say(life.whole("A drum", "RB-1").toArray(Said[]::new));
        world.raw(Topics.SELECTION, "poison", "{\"type\":\"ProductSelected\"", null);
        await("what could not be read is told")
                .until(() -> staff("/api/board").get("parked").asInt() == 1);
        world.awaitTakenIn();
        List<JsonNode> before = pictures();

        JsonNode empty = kafka.getConsumer("programme")
                .runOnPollingThread((Function<Consumer<Object, Object>, JsonNode>) consumer -> {
                    pool.query("truncate " + TABLES).executeAndAwait();
                    JsonNode board = staff("/api/board");
                    storedPositions.onPartitionsAssigned(consumer, consumer.assignment());
                    return board;
                })
                .await()
                .atMost(Duration.ofSeconds(10));
        assertTrue(empty.get("month").isNull());
        assertEquals(0, empty.get("months").size());
        assertEquals(7, empty.get("funnel").size());
        assertEquals(0, empty.at("/feed/listings").asInt());
        world.awaitTakenIn();
        assertEquals(before, pictures());
    }

    private List<JsonNode> pictures() {
        List<JsonNode> pictures = new ArrayList<>();
        for (JsonNode month : staff("/api/board").get("months")) {
            pictures.add(without(staff("/api/board?month=" + month.asText())));
            pictures.add(without(anybody("/api/board?month=" + month.asText())));
        }
        pictures.add(staff("/api/cases/2030-10:REBUILT"));
        pictures.add(staff("/api/orders/RB-1"));
        pictures.add(staff("/api/search?q=drum"));
        return pictures;
    }

    /** Programme time goes on. */
    private static ObjectNode without(JsonNode board) {
        return ((ObjectNode) board).without("now");
    }
}
