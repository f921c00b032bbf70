package org.importsafety.refund;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.importsafety.infra.InfraResource;

/** The platform and enforcement as the tests play them: what they say on Kafka, and what is heard of refunds. */
final class Fixtures implements AutoCloseable {
    static final String BLOCKED_AT = "2026-11-04T00:00:00Z";
    static final String REFUND_FROM = "2025-10-01T00:00:00Z";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<JsonNode> heard = new ArrayList<>();
    private boolean gathering;

    Fixtures() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        String servers = InfraResource.bootstrapServers();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of("refund.v1"));
    }

    void paid(String orderId, int lineNo, String listingId, long amount) {
        paid(orderId, lineNo, listingId, amount, "2026-01-15T10:00:00Z");
    }

    void paid(String orderId, int lineNo, String listingId, long amount, String paidAt) {
        say("platform.orders.v1", orderId, "OrderLinePaid", UUID.randomUUID(), """
                "orderId": "%s", "lineNo": %d, "listingId": "%s", "sku": "s", "buyerRef": "b", "quantity": 1,
                "amount": %d, "currency": "KRW", "paidAt": "%s\"""".formatted(
                        orderId, lineNo, listingId, amount, paidAt));
    }

    /** @param language an IETF language tag; null: the platform does not say */
    void bought(String buyerRef, String orderId, String listingId, long amount, String language) {
        say("platform.orders.v1", orderId, "OrderLinePaid", UUID.randomUUID(), """
                "orderId": "%s", "lineNo": 1, "listingId": "%s", "sku": "s", "buyerRef": "%s", "quantity": 1,
                "amount": %d, "currency": "KRW", "paidAt": "2026-01-15T10:00:00Z"%s""".formatted(
                orderId, listingId, buyerRef, amount, language == null ? "" : ", \"language\": \"" + language + "\""));
    }

    /** The platform's word on a notice. */
    void noticeReported(JsonNode requested, String state, String reportedAt) {
        String noticeId = requested.get("noticeId").textValue();
        say("platform.notice-reports.v1", noticeId, "NoticeReported", UUID.randomUUID(), """
                "noticeId": "%s", "listingId": "%s", "channel": "EMAIL", "state": "%s", "reportedAt": "%s\"""".formatted(
                        noticeId, requested.get("listingId").textValue(), state, reportedAt));
    }

    void paid(String orderId, int lineNo, String listingId, long amount, String currency, String buyer) {
        say("platform.orders.v1", orderId, "OrderLinePaid", UUID.randomUUID(), """
                "orderId": "%s", "lineNo": %d, "listingId": "%s", "sku": "s", "buyerRef": "%s", "quantity": 1,
                "amount": %d, "currency": "%s", "paidAt": "2026-01-15T10:00:00Z\"""".formatted(
                        orderId, lineNo, listingId, buyer, amount, currency));
    }

    void cancelled(String orderId, int lineNo) {
        say("platform.orders.v1", orderId, "OrderLineCancelled", UUID.randomUUID(), """
                "orderId": "%s", "lineNo": %d, "cancelledAt": "2026-01-16T10:00:00Z\"""".formatted(orderId, lineNo));
    }

    void refunded(String orderId, int lineNo, String refundRef, long amount) {
        refunded(orderId, lineNo, refundRef, amount, "KRW");
    }

    void refunded(String orderId, int lineNo, String refundRef, long amount, String currency) {
        say("platform.orders.v1", orderId, "OrderLineRefunded", UUID.randomUUID(), """
                "orderId": "%s", "lineNo": %d, "refundRef": "%s", "amount": %d, "currency": "%s",
                "refundedAt": "2026-01-17T10:00:00Z\"""".formatted(
                        orderId, lineNo, refundRef, amount, currency));
    }

    void blocked(String listingId, int attempt) {
        blocked(listingId, attempt, UUID.randomUUID());
    }

    void blocked(String listingId, int attempt, UUID eventId) {
        blocked(listingId, attempt, eventId, BLOCKED_AT);
    }

    void blocked(String listingId, int attempt, UUID eventId, String blockedAt) {
        say("enforcement.v1", listingId, "SaleBlocked", eventId, """
                "caseId": "2026-10:%1$s", "blockId": "block-%1$s", "listingId": "%1$s", "skus": [], "sellerId": "s",
                "actions": ["BUY"], "territory": "KR", "ground": "SAFETY_NONCONFORMITY", "severity": "SERIOUS",
                "nonconformities": [], "lab": "KTR", "reportNo": "R1", "automated": true,
                "blockedAt": "%4$s", "respondBy": "2026-11-05T00:00:00Z", "attempt": %2$d,
                "refundFrom": "%3$s\"""".formatted(
                        listingId, attempt, REFUND_FROM, blockedAt));
    }

    void unblocked(String listingId) {
        unblocked(listingId, UUID.randomUUID());
    }

    void unblocked(String listingId, UUID eventId) {
        say("enforcement.v1", listingId, "SaleUnblocked", eventId, """
                "caseId": "2026-10:%1$s", "blockId": "block-%1$s", "listingId": "%1$s", "cause": "CORRECTION",
                "decidedBy": "rule:correction", "approvedBy": "report:KTR/R2\"""".formatted(listingId));
    }

    /** @return the appeal's id */
    String appealOpened(String listingId) {
        return appealOpened(listingId, UUID.randomUUID());
    }

    String appealOpened(String listingId, UUID eventId) {
        String appealId = "appeal-" + listingId;
        say("enforcement.v1", listingId, "AppealOpened", eventId, """
                "caseId": "2026-10:%1$s", "appealId": "%2$s", "blockId": "block-%1$s", "listingId": "%1$s",
                "by": "s\"""".formatted(listingId, appealId));
        return appealId;
    }

    void appealDecided(String listingId, String appealId, String decision) {
        appealDecided(listingId, appealId, decision, UUID.randomUUID());
    }

    void appealDecided(String listingId, String appealId, String decision, UUID eventId) {
        say("enforcement.v1", listingId, "AppealDecided", eventId, """
                "caseId": "2026-10:%1$s", "appealId": "%2$s", "blockId": "block-%1$s", "listingId": "%1$s",
                "decision": "%3$s", "decidedBy": "anna", "reason": "seen\"""".formatted(listingId, appealId, decision));
    }

    void raw(String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, key, value));
        if (!gathering) {
            producer.flush();
        }
    }

    /** What is said meanwhile is sent together; it is in the topics at the end. */
    void gather(Runnable saying) {
        gathering = true;
        saying.run();
        gathering = false;
        producer.flush();
    }

    private void say(String topic, String key, String type, UUID eventId, String fields) {
        raw(topic, key, """
                {"type": "%s", "eventId": "%s", "occurredAt": "2026-11-04T00:00:00Z", "version": 1, %s}""".formatted(type, eventId, fields));
    }

    /** All that was told of a listing's refunds so far. */
    List<JsonNode> told(String listingId, String type) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> {
            try {
                heard.add(JSON.readTree(record.value()));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        });
        return heard.stream()
                .filter(event -> event.path("listingId").asText().equals(listingId)
                        && event.get("type").textValue().equals(type))
                .toList();
    }

    List<JsonNode> awaitTold(String listingId, String type, int times) {
        await(times + " " + type + " of " + listingId)
                .until(() -> told(listingId, type), events -> events.size() >= times);
        return told(listingId, type);
    }

    /** The last comparison of the books that was told. */
    JsonNode lastReconciliation() {
        return await("reconciliation told").until(() -> told("", "RefundsReconciled"), all -> !all.isEmpty()).stream()
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    static RequestSpecification as(String role) {
        return as("somebody", role);
    }

    static RequestSpecification as(String who, String role) {
        return given().auth().oauth2(InfraResource.token(who, role, null));
    }

    /** Sent by an officer as JSON; strings are name and value by turns. */
    static ValidatableResponse post(String who, String path, String... fields) {
        return as(who, "officer")
                .contentType("application/json")
                .body(json(fields))
                .post(path)
                .then();
    }

    static String json(String... fields) {
        var object = JSON.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            object.put(fields[i], fields[i + 1]);
        }
        return object.toString();
    }

    /** The case's progress once it is as wanted. */
    static JsonNode awaitCase(String listingId, String what, Predicate<JsonNode> wanted) {
        return await("case of " + listingId + " " + what)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            var answer = as("officer").get("/refund-cases/2026-10:" + listingId);
                            return answer.statusCode() == 200 ? JSON.readTree(answer.asString()) : null;
                        },
                        progress -> progress != null && wanted.test(progress));
    }

    static JsonNode awaitCompleted(String listingId) {
        return awaitCase(listingId, "completed", progress -> progress.get("state")
                .textValue()
                .equals("COMPLETED"));
    }

    static void awaitParked(String recordKey) {
        await("parked " + recordKey).untilAsserted(() -> as("officer")
                .get("/parked-events?limit=1000")
                .then()
                .body("items.findAll { it.key == '" + recordKey + "' }.size()", equalTo(1)));
    }

    static String refundId(String listingId, String orderId, int lineNo) {
        String name = "2026-10:" + listingId + "|" + orderId + "|" + lineNo;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
