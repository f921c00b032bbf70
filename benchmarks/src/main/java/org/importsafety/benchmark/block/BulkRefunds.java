package org.importsafety.benchmark.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.importsafety.benchmark.Golden;
import org.importsafety.benchmark.HttpCalls.Call;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.block.PlacedOrders.PlacedOrder;
import org.importsafety.benchmark.raw.StubProvider;
import org.importsafety.events.Topics;

/** A best-seller that fails: very many order lines, and a refund for each. */
final class BulkRefunds {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI theCase;
    private final String officer;

    private BulkRefunds(URI theCase, String officer) {
        this.theCase = theCase;
        this.officer = officer;
    }

    /** Returns once the first refunds are paid. @param testing where testing-service is; enforcement-service runs too */
    static BulkRefunds start(Stage stage, URI testing, int lines) throws Exception {
        URI provider = stage.program(StubProvider.class);
        URI refund = stage.service(
                "refund-service",
                "refund",
                Map.of("PROVIDER_URL", provider.toString(), "PROVIDER_TOKEN", "not checked by the stub"));
        PlacedOrder order = PlacedOrders.place(stage.bootstrapServers(), 1).get(0);
        sell(stage.bootstrapServers(), order.listingId(), lines);
        Call report = new FailingReports(testing, stage.tokens())
                .of(List.of(order))
                .get(0)
                .call();
        HttpRequest.Builder post = HttpRequest.newBuilder(report.uri()).POST(BodyPublishers.ofByteArray(report.body()));
        report.headers().forEach(post::header);
        expect(201, HTTP.send(post.build(), BodyHandlers.ofString()));
        BulkRefunds refunds = new BulkRefunds(
                refund.resolve("/refund-cases/2020-01:" + order.listingId()),
                "Bearer " + stage.tokens().sign("officer-1", "officer", null));
        refunds.awaitFirst(lines);
        return refunds;
    }

    long unpaid() throws IOException, InterruptedException {
        return progress().get("unpaid").longValue();
    }

    private void awaitFirst(int lines) throws IOException, InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode progress = progress();
            if (progress.path("refunds").longValue() == lines
                    && progress.path("settled").longValue() > 0) {
                return;
            }
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("no refund is paid: " + progress);
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Empty while there is no case. */
    private JsonNode progress() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(theCase)
                .header("Authorization", officer)
                .timeout(Duration.ofMinutes(1))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        return response.statusCode() == 404
                ? Golden.JSON.createObjectNode()
                : Golden.JSON.readTree(expect(200, response).body());
    }

    private static void sell(String bootstrapServers, String listingId, int lines) {
        ObjectNode line = Golden.event("OrderLinePaid");
        line.put("listingId", listingId);
        line.put("lineNo", 1);
        try (KafkaProducer<String, byte[]> producer = Golden.producer(bootstrapServers)) {
            for (int n = 0; n < lines; n++) {
                String orderId = "O" + n;
                line.put("orderId", orderId);
                line.put("eventId", new UUID(1, n).toString());
                line.put("buyerRef", "c" + n % 100_000);
                producer.send(new ProducerRecord<>(Topics.PLATFORM_ORDERS.name(), orderId, Golden.bytes(line)));
            }
        }
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response.uri() + ": " + response.statusCode() + " " + response.body());
        }
        return response;
    }
}
