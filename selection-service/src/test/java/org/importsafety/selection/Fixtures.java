package org.importsafety.selection;

import static java.util.stream.Collectors.joining;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.importsafety.infra.InfraResource;
import org.importsafety.infra.TopicRecords;

/** The platform's and the other services' part in the tests: events written out as they are on the wire. */
public final class Fixtures {
    public static final String OFFICER = InfraResource.token("anna", "officer", null);
    public static final String AUDITOR = InfraResource.token("olga", "auditor", null);
    public static final String PLATFORM = InfraResource.token("shop", "platform", null);

    /** The real shop's half year, as the repository ships it. */
    public static final Path SHOP = Path.of("..", "sandbox", "data", "shop-2011h1");

    private static final KafkaProducer<String, String> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", InfraResource.bootstrapServers(), "linger.ms", "5"),
            new StringSerializer(),
            new StringSerializer());

    private Fixtures() {}

    /** A listing; change it with the {@code with} methods. @param price null leaves it out */
    public record Listing(String id, String category, Long price, String title, long version, String at) {
        public static Listing of(String id, String category) {
            return new Listing(id, category, 1000L, "Thing " + id, 1, "2010-01-01T00:00:00Z");
        }

        public Listing priced(Long newPrice) {
            return new Listing(id, category, newPrice, title, version, at);
        }

        public Listing changed(String newTitle, long newVersion, String newAt) {
            return new Listing(id, category, price, newTitle, newVersion, newAt);
        }

        public void publish() {
            String priced = price == null ? "" : ",\"price\":" + price;
            send("platform.listings.v1", id, event("ListingPublished", version, at, """
                    "listingId":"%s","sellerId":"s1","category":"%s","title":"%s","skus":["%s-0"],"currency":"GBP",\
                    "ageGroup":"CHILD","materials":["pvc","wool"]%s""".formatted(
                            id, category, title, id, priced)));
        }
    }

    public static void paid(String order, int line, String listing, String buyer, int quantity, String paidAt) {
        paid(order, line, listing, listing + "-0", buyer, quantity, 500, paidAt);
    }

    public static void paid(
            String order,
            int line,
            String listing,
            String sku,
            String buyer,
            int quantity,
            long amount,
            String paidAt) {
        send("platform.orders.v1", order, event("OrderLinePaid", 1, paidAt, """
                "orderId":"%s","lineNo":%d,"listingId":"%s","sku":"%s","buyerRef":"%s","quantity":%d,"amount":%d,\
                "currency":"GBP","paidAt":"%s\"""".formatted(
                        order, line, listing, sku, buyer, quantity, amount, paidAt)));
    }

    public static void cancelled(String order, int line, String at) {
        send("platform.orders.v1", order, event("OrderLineCancelled", 2, at, """
                "orderId":"%s","lineNo":%d,"cancelledAt":"%s\"""".formatted(order, line, at)));
    }

    public static void testOrdered(String testOrder, String listing, String at) {
        send("testing.v1", listing, event("TestOrdered", 1, at, """
                "caseId":"2000-01:%2$s","testOrderId":"%1$s","listingId":"%2$s","sku":"%2$s-0","category":"c","lab":"KTR",\
                "plan":"p","planVersion":1,"items":[],"dueOn":"2030-01-01\"""".formatted(testOrder, listing)));
    }

    /** @param type TestOrderRefused, TestReassigned or TestUnroutable, with every field that one of them has */
    public static void testEnded(String type, String testOrder, String listing, String at) {
        send("testing.v1", listing, event(type, 2, at, """
                "caseId":"2000-01:%2$s","testOrderId":"%1$s","listingId":"%2$s","category":"c","lab":"KTR",\
                "fromLab":"KTR","toLab":"KCL","reason":"CANCELLED\"""".formatted(testOrder, listing)));
    }

    /** @param eventId the same for the same fact, told again */
    public static void unroutable(UUID eventId, String month, String listing, String reason) {
        send("testing.v1", listing, """
                {"type":"TestUnroutable","eventId":"%s","occurredAt":"2030-01-01T00:00:00Z","version":3,\
                "caseId":"%s:%s","listingId":"%s","category":"c","reason":"%s"}""".formatted(eventId, month, listing, listing, reason));
    }

    public static void verdict(String type, String testOrder, String listing, int revision, String at) {
        send("testing.results.v1", listing, event(type, revision + 1, at, """
                "caseId":"2000-01:%2$s","testOrderId":"%1$s","listingId":"%2$s","lab":"KTR","reportNo":"r","revision":%3$d,\
                "plan":"p","planVersion":1,"decisionRule":"SIMPLE","labVerdict":"NONE","mismatch":false,"marginal":false,\
                "refundFrom":"2000-01-01T00:00:00Z","nonconformities":[]""".formatted(testOrder, listing, revision)));
    }

    /** A correction by a new report, so its revision is 0 again. */
    public static void corrected(String testOrder, String listing, String verdict, String at) {
        send("testing.results.v1", listing, event("TestCorrected", 9, at, """
                "caseId":"2000-01:%2$s","testOrderId":"%1$s","listingId":"%2$s","lab":"KTR","reportNo":"r2","revision":0,\
                "supersedes":"r","previousVerdict":"PASS","verdict":"%3$s","reason":"x",\
                "refundFrom":"2000-01-01T00:00:00Z","nonconformities":[]""".formatted(testOrder, listing, verdict)));
    }

    public static void unblocked(String listing, String at) {
        unblocked(listing, 2, at);
    }

    public static void unblocked(String listing, long version, String at) {
        send("enforcement.v1", listing, event("SaleUnblocked", version, at, """
                "caseId":"2000-01:%1$s","blockId":"b-%1$s","listingId":"%1$s","cause":"CORRECTION","decidedBy":"x",\
                "approvedBy":"y\"""".formatted(listing)));
    }

    public static void blocked(String listing, String at) {
        blocked(listing, 1, at);
    }

    public static void blocked(String listing, long version, String at) {
        send("enforcement.v1", listing, event("SaleBlocked", version, at, """
                "caseId":"2000-01:%1$s","blockId":"b-%1$s","listingId":"%1$s","actions":["BUY"],"attempt":1,\
                "automated":true,"nonconformities":[]""".formatted(listing)));
    }

    public static void send(String topic, String key, String value) {
        PRODUCER.send(new ProducerRecord<>(topic, key, value));
    }

    /** Returns when the broker has all that was sent. */
    public static void flush() {
        PRODUCER.flush();
    }

    public static String event(String type, long version, String at, String fields) {
        return "{\"type\":\"%s\",\"eventId\":\"%s\",\"occurredAt\":\"%s\",\"version\":%d,%s}"
                .formatted(type, UUID.randomUUID(), at, version, fields);
    }

    /** Every value of the topic that contains the text, in the order of partition and offset. */
    public static List<String> values(String topic, String containing) {
        PRODUCER.flush();
        return TopicRecords.of(topic).stream()
                .sorted(Comparator.<ConsumerRecord<String, String>>comparingInt(ConsumerRecord::partition)
                        .thenComparingLong(ConsumerRecord::offset))
                .map(ConsumerRecord::value)
                .filter(value -> value.contains(containing))
                .toList();
    }

    /** Publishes the real shop's listings and its lines that were paid in [from, until). */
    public static void publishShop(Instant from, Instant until) {
        rows(SHOP.resolve("listings.csv.gz")).forEach(r -> new Listing(
                        r.getField("listing_id"), r.getField("category"), null, "x", 1, "2010-01-01T00:00:00Z")
                .publish());
        rows(SHOP.resolve("orders.csv.gz")).forEach(r -> {
            Instant paidAt = OffsetDateTime.parse(r.getField("paid_at")).toInstant();
            if (paidAt.isBefore(from) || !paidAt.isBefore(until)) {
                return;
            }
            String order = r.getField("order_id");
            int line = Integer.parseInt(r.getField("line_no"));
            paid(
                    order,
                    line,
                    r.getField("listing_id"),
                    r.getField("sku"),
                    r.getField("buyer_ref"),
                    Integer.parseInt(r.getField("quantity")),
                    Long.parseLong(r.getField("amount")),
                    paidAt.toString());
            if (r.getField("status").equals("CANCELLED")) {
                cancelled(order, line, paidAt.toString());
            }
        });
        PRODUCER.flush();
    }

    public static List<NamedCsvRecord> rows(Path file) {
        try (var in = Files.newInputStream(file);
                var text = new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
                Stream<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text).stream()) {
            return rows.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body that opens a campaign with the plan of the file. */
    public static String campaign(String month, String rule, Path planFile) {
        String plan = rows(planFile).stream()
                .map(r -> "{\"category\":\"%s\",\"top\":%s}".formatted(r.getField("category"), r.getField("top")))
                .collect(joining(","));
        return "{\"month\":\"%s\",\"rule\":\"%s\",\"plan\":[%s]}".formatted(month, rule, plan);
    }
}
