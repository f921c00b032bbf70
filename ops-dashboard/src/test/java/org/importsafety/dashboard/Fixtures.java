package org.importsafety.dashboard;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.importsafety.events.Topic;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.importsafety.messaging.FeedPositions;

/** The programme as the tests play it: what is said on Kafka, and what the dashboard shows of it. */
@Singleton
public class Fixtures {
    public static final ObjectMapper JSON = new ObjectMapper();
    public static final Instant CLOSE = Instant.parse("2031-02-04T00:00:00Z");
    private static KafkaProducer<String, String> producer;

    @Inject
    FeedPositions positions;

    @Inject
    Pool pool;

    /** An event as it goes to its topic. @param fields JSON without braces */
    public record Said(
            Topic topic, String key, String type, UUID id, long version, Instant at, UUID cause, String fields) {
        public Said because(Said other) {
            return new Said(topic, key, type, id, version, at, other.id, fields);
        }
    }

    public static Said said(Topic topic, String key, String type, long version, int hours, String fields) {
        UUID id = UUID.nameUUIDFromBytes((type + "|" + key + "|" + version).getBytes(UTF_8));
        return new Said(topic, key, type, id, version, CLOSE.plus(Duration.ofHours(hours)), null, fields);
    }

    /** Sends and waits until all of it has been taken in. */
    public void say(Said... events) {
        for (Said event : events) {
            String common = "{\"type\":\"%s\",\"version\":%d,\"eventId\":\"%s\",\"occurredAt\":\"%s\","
                    .formatted(event.type, event.version, event.id, event.at);
            raw(event.topic, event.key, common + event.fields + "}", event.cause);
        }
        awaitTakenIn();
    }

    public void raw(Topic topic, String key, String value, UUID cause) {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", InfraResource.bootstrapServers()),
                    new StringSerializer(),
                    new StringSerializer());
        }
        var record = new ProducerRecord<>(topic.name(), key, value);
        if (cause != null) {
            record.headers().add("ce_causationid", cause.toString().getBytes(UTF_8));
        }
        producer.send(record);
    }

    /** Until the store holds the effect of everything that is on the topics. */
    public void awaitTakenIn() {
        producer.flush();
        await("taken in")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    for (Topic topic : Topics.ALL) {
                        var ends = positions.endOf(topic).await().atMost(Duration.ofSeconds(5));
                        var stored = positions.stored(pool).await().atMost(Duration.ofSeconds(5));
                        if (!ends.entrySet().stream()
                                .allMatch(end -> stored.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    public static RequestSpecification as(String role) {
        return given().auth().oauth2(InfraResource.token("somebody", role, null));
    }

    public static JsonNode staff(String path, Object... parameters) {
        return json(as("officer")
                .get(path, parameters)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    public static JsonNode anybody(String path, Object... parameters) {
        return json(
                given().get(path, parameters).then().statusCode(200).extract().asString());
    }

    public static List<String> texts(JsonNode list, String field) {
        return list.findValuesAsText(field);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
