package org.importsafety.testing;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Topic;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.importsafety.infra.TopicRecords;

/** The world around this service: a selection that selects, officers and laboratories that ask, readers of topics. */
public final class Fixtures {
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final KafkaProducer<String, String> PRODUCER = new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", InfraResource.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer());

    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    private Fixtures() {}

    public static RequestSpecification as(String role) {
        return as(role, "somebody");
    }

    public static RequestSpecification as(String role, String sub) {
        return with(role, sub, null);
    }

    public static RequestSpecification lab(String lab) {
        return lab(lab, "somebody");
    }

    public static RequestSpecification lab(String lab, String sub) {
        return with("lab", sub, lab);
    }

    private static RequestSpecification with(String role, String sub, String lab) {
        return given().header("Authorization", "Bearer " + InfraResource.token(sub, role, lab))
                .contentType("application/json");
    }

    public static String productSelected(UUID eventId, String month, String listing, String category, String age) {
        return """
                {"type":"ProductSelected","version":1,"eventId":"%s","occurredAt":"2026-11-04T00:00:00Z",
                 "caseId":"%s:%s","month":"%s","listingId":"%s","sku":"%s-0","sellerId":"s1","category":"%s",
                 "ageGroup":%s,"materials":["metal"],"rank":1,"units":10,"orders":5,"buyers":4,"rule":"most-orders",
                 "ruleVersion":1,"snapshotHash":"0","refundFrom":"2025-11-04T00:00:00Z"}""".formatted(
                eventId, month, listing, month, listing, listing, category, age == null ? "null" : "\"" + age + "\"");
    }

    /** Selects a listing of a category, and waits until it is ordered. @return the order */
    public static JsonPath ordered(String month, String listing, String category, String age) {
        send(Topics.SELECTION, listing, List.of(productSelected(UUID.randomUUID(), month, listing, category, age)));
        return orderOf(month + ":" + listing);
    }

    public static JsonPath orderOf(String caseId) {
        String id = Awaitility.await("the order of " + caseId)
                .atMost(PATIENCE)
                .until(
                        () -> as("officer")
                                .get("/cases/" + caseId + "/verdicts")
                                .path("orders[0].testOrderId"),
                        found -> found != null);
        return as("officer").get("/test-orders/" + id).jsonPath();
    }

    public static void send(Topic topic, String key, List<String> values) {
        values.forEach(value -> PRODUCER.send(new ProducerRecord<>(topic.name(), key, value)));
        PRODUCER.flush();
    }

    /** The events of a topic about a case, oldest first, once there are as many. */
    public static List<JsonPath> events(Topic topic, String caseId, int count) {
        return Awaitility.await(count + " events about " + caseId)
                .atMost(PATIENCE)
                .until(() -> about(topic, caseId), found -> found.size() >= count);
    }

    private static List<JsonPath> about(Topic topic, String caseId) {
        return TopicRecords.of(topic.name()).stream()
                .filter(record -> record.value().contains("\"" + caseId + "\""))
                .map(record -> JsonPath.from(record.value()))
                .toList();
    }

    /** A plan of one limit, lead, for a category of the test's own. @return its body */
    public static Map<String, Object> putPlan(String plan, String category) {
        Map<String, Object> body = Map.of(
                "categories",
                List.of(category),
                "from",
                "2000-01-01",
                "decisionRule",
                "SIMPLE_ACCEPTANCE",
                "limits",
                List.of(Map.of(
                        "item",
                        "lead",
                        "method",
                        "M",
                        "comparator",
                        "LE",
                        "limit",
                        "90",
                        "unit",
                        "mg/kg",
                        "source",
                        "a test",
                        "verified",
                        true)));
        as("officer").body(body).put("/plans/" + plan + "/versions/1").then().statusCode(201);
        return body;
    }

    /** What the audit says of an order, in the order it was done: action and detail. */
    public static List<String> audited(Mutiny.SessionFactory sessions, String order) {
        return sessions.withSession(session -> session.createNativeQuery(
                                "select action || ' ' || detail from audit_entry where subject = :order order by entry_id",
                                String.class)
                        .setParameter("order", order)
                        .getResultList())
                .await()
                .indefinitely();
    }

    /** A report as a laboratory posts it; tests change single fields. */
    public static Map<String, Object> report(String reportNo, List<Map<String, Object>> measurements) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("reportNo", reportNo);
        report.put("revision", 0);
        report.put("status", "FINAL");
        report.put("sampleId", "S-1");
        report.put("receivedAt", "2026-11-05T09:00:00+09:00");
        report.put("testedFrom", "2026-11-05T10:00:00+09:00");
        report.put("testedTo", "2026-11-09T18:00:00+09:00");
        report.put("issuedAt", "2026-11-10T09:00:00+09:00");
        report.put("labVerdict", "NONE");
        report.put("decisionRule", "SIMPLE_ACCEPTANCE");
        report.put("documentSha256", "ab".repeat(32));
        report.put("signedBy", "signer-1");
        report.put("parts", new ArrayList<>(List.of(part("body", "synthetic-resin"), part("clasp", "metal"))));
        report.put("measurements", new ArrayList<>(measurements));
        return report;
    }

    public static Map<String, Object> part(String name, String material) {
        return new LinkedHashMap<>(Map.of("part", name, "material", material, "skinContact", true));
    }

    public static Map<String, Object> row(String item, String part, String kind, String value, String unit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("item", item);
        row.put("part", part);
        row.put("method", "M");
        row.put("kind", kind);
        row.put("value", value);
        row.put("unit", unit);
        row.put("accredited", true);
        return row;
    }

    /** Jewellery of the seeded plan's second version, with these values of cadmium and lead in percent. */
    public static List<Map<String, Object>> jewellery(String cadmium, String lead) {
        return List.of(
                row("total-cadmium", "clasp", "NUMBER", cadmium, "%"),
                row("total-lead", "clasp", "NUMBER", lead, "%"),
                row("nickel-release", "clasp", "BELOW", "0.05", "µg/cm²/week"));
    }
}
