package org.importsafety.enforcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.importsafety.enforcement.block.Deadline;
import org.importsafety.events.BlockReportEvent.BlockReported;
import org.importsafety.events.Event;
import org.importsafety.events.ListingEvent.ListingPublished;
import org.importsafety.events.Nonconformity;
import org.importsafety.events.ResultEvent.TestCorrected;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.events.Topic;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.importsafety.infra.TopicRecords;

/** Events as the outside world writes them, and what it sees. */
public final class Fixtures {
    public static final Instant NOW = Instant.parse("2026-11-04T00:00:00Z");
    public static final Instant REFUND_FROM = Instant.parse("2025-11-04T00:00:00Z");
    /** 24 hours, and no day is free. */
    public static final Deadline DEADLINE = new Deadline(Duration.ofHours(24), Duration.ofHours(96), day -> true);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final Map<String, KafkaProducer<String, String>> PRODUCERS = new ConcurrentHashMap<>();

    private Fixtures() {}

    public static TestFailed failed(String listing, String reportNo) {
        return failed(listing, reportNo, row("LE", "4.50"));
    }

    public static TestFailed failed(String listing, String reportNo, Nonconformity... rows) {
        return new TestFailed(
                "2026-10:" + listing,
                "order-" + listing,
                listing,
                "seller-1",
                "KTR",
                reportNo,
                0,
                "toys",
                1,
                "SIMPLE",
                "FAIL",
                false,
                false,
                REFUND_FROM,
                List.of(rows),
                null,
                null);
    }

    /** The report of {@link #failed} under a new number. */
    public static TestCorrected corrected(
            String listing, String reportNo, String supersedes, String verdict, Nonconformity... rows) {
        return corrected(listing, "order-" + listing, reportNo, supersedes, verdict, rows);
    }

    public static TestCorrected corrected(
            String listing,
            String testOrderId,
            String reportNo,
            String supersedes,
            String verdict,
            Nonconformity... rows) {
        return new TestCorrected(
                "2026-10:" + listing,
                testOrderId,
                listing,
                "seller-1",
                "KTR",
                reportNo,
                0,
                supersedes,
                verdict.equals("FAIL") ? "PASS" : "FAIL",
                verdict,
                "the dilution factor",
                REFUND_FROM,
                List.of(rows),
                null,
                null);
    }

    /** A report of another order than that of {@link #failed}. @param referee null for a retest that settles nothing */
    public static TestPassed retested(String listing, String reportNo, Boolean referee) {
        return new TestPassed(
                "2026-10:" + listing,
                "order-" + listing + "-" + reportNo,
                listing,
                "KCL",
                reportNo,
                0,
                "toys",
                1,
                "SIMPLE",
                "PASS",
                false,
                false,
                REFUND_FROM,
                List.of(),
                "order-" + listing,
                referee);
    }

    public static Nonconformity row(String comparator, String ratio) {
        return new Nonconformity(
                "total lead", "zip puller", "KC 2019-201", "450", comparator, "100", "mg/kg", ratio, "CC");
    }

    public static ListingPublished listing(String listing, String gtin, String model, String certificateNo) {
        return listing(listing, "seller-1", null, gtin, model, certificateNo, "sku-" + listing);
    }

    public static ListingPublished listing(
            String listing, String seller, String brand, String gtin, String model, String certificateNo, String sku) {
        return new ListingPublished(
                listing,
                seller,
                "toys",
                "A toy",
                brand,
                model,
                gtin,
                certificateNo,
                null,
                List.of(sku),
                100L,
                "KRW",
                "CHILD",
                List.of());
    }

    public static BlockReported reported(String blockId, String listing, String status) {
        return new BlockReported(blockId, listing, status, List.of(), NOW, null);
    }

    public static void write(Event event, UUID eventId, long version) {
        ObjectNode value = JSON.createObjectNode();
        value.put("type", event.type());
        value.put("eventId", eventId.toString());
        value.put("occurredAt", NOW.toString());
        value.put("version", version);
        value.setAll((ObjectNode) JSON.valueToTree(event));
        write(event.topic(), event.key(), value.toString());
    }

    public static void write(Topic topic, String key, String value) {
        var producer = PRODUCERS.computeIfAbsent(
                InfraResource.bootstrapServers(),
                servers -> new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", servers),
                        new StringSerializer(),
                        new StringSerializer()));
        producer.send(new ProducerRecord<>(topic.name(), key, value));
        producer.flush();
    }

    /** Everything told so far about a listing in a topic, of one type, oldest first. */
    public static List<JsonNode> told(Topic topic, String listing, String type) {
        return TopicRecords.of(topic.name()).stream()
                .filter(record -> record.key().equals(listing) && record.value() != null)
                .map(record -> read(record.value()))
                .filter(value -> value.path("type").asText().equals(type))
                .toList();
    }

    /** Waits for so many events of the type about the listing. @return them, oldest first */
    public static List<JsonNode> awaitTold(Topic topic, String listing, String type, int times) {
        return waiting(times + " " + type + " of " + listing)
                .until(() -> told(topic, listing, type), found -> found.size() >= times);
    }

    /** What a reader of the compacted topic ends up with: the last value of the key; null when it is removed. */
    public static JsonNode latest(Topic topic, String listing) {
        JsonNode latest = null;
        for (ConsumerRecord<String, String> record : TopicRecords.of(topic.name())) {
            if (record.key().equals(listing)) {
                latest = record.value() == null ? null : read(record.value());
            }
        }
        return latest;
    }

    /** Waits for the first event of the type about the listing. */
    public static JsonNode awaitTold(Topic topic, String listing, String type) {
        return waiting(type + " of " + listing)
                .until(() -> told(topic, listing, type), found -> !found.isEmpty())
                .get(0);
    }

    /** Blocks a listing by a failed test. @return the block's id */
    public static String blocked(String listing) {
        write(failed(listing, "R-" + listing), UUID.randomUUID(), 1);
        return awaitTold(Topics.ENFORCEMENT, listing, "SaleBlocked")
                .get("blockId")
                .asText();
    }

    public static ConditionFactory waiting(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    public static long count(Pool pool, String sql, Object... parameters) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    public static RequestSpecification as(String role) {
        return as("anna", role);
    }

    public static RequestSpecification as(String sub, String role) {
        return RestAssured.given().auth().oauth2(InfraResource.token(sub, role, null));
    }

    private static JsonNode read(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value, e);
        }
    }
}
