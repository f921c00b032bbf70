package org.importsafety.sandbox.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.importsafety.sandbox.RunProcess;

/** The testing service by itself on {@code ./run --infra-only}, as the guide starts a service; the test selects, nobody else does anything. */
final class TestingAlone implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int portBase = RunProcess.freePortBase();
    private final Path out;
    private final RunProcess infrastructure;
    private Process service;

    record Ordered(String id, String lab) {}

    private TestingAlone(Path out) throws IOException {
        this.out = out;
        infrastructure = RunProcess.start(
                "--infra-only",
                "--out",
                out.toString(),
                "--data",
                out.resolve("data").toString(),
                "--port-base",
                String.valueOf(portBase));
    }

    static TestingAlone start(Path out) throws IOException {
        return new TestingAlone(out);
    }

    void awaitReady() throws IOException {
        infrastructure.awaitLine("stay up");
        Path log = out.resolve("testing-service.log");
        service = new ProcessBuilder(
                        "bash",
                        "-c",
                        ". '%s' && exec '%s' -Xmx256m -jar '%s'"
                                .formatted(
                                        out.resolve("env/testing-service.sh"),
                                        Path.of(System.getProperty("java.home"), "bin", "java"),
                                        RunProcess.HOME.resolve("testing-service/target/quarkus-app/quarkus-run.jar")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Awaitility.await("the testing service")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> get("/q/health/ready", null) != null);
    }

    String url() {
        return "http://localhost:" + (portBase + 2) + "/";
    }

    String token(String holder) throws IOException {
        return Files.readString(out.resolve("tokens").resolve(holder + ".jwt")).strip();
    }

    /** Selects a listing, and waits until a laboratory has the order. */
    Ordered ordered(String listing, String category, String material) throws IOException {
        String value = """
                {"type":"ProductSelected","version":1,"eventId":"%s","occurredAt":"2011-06-04T00:00:00Z","caseId":"2011-05:%s",
                 "month":"2011-05","listingId":"%s","sku":"%s-0","sellerId":"s1","category":"%s","ageGroup":"CHILD","materials":["%s"],
                 "rank":1,"units":10,"orders":5,"buyers":4,"rule":"most-orders","ruleVersion":1,"snapshotHash":"0",
                 "refundFrom":"2010-06-04T00:00:00Z"}""".formatted(UUID.randomUUID(), listing, listing, listing, category, material);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + (portBase + 12)),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("selection.v1", listing, value));
        }
        String officer = token("officer");
        JsonNode order = Awaitility.await("the order of " + listing)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            for (JsonNode found :
                                    get("/test-orders?limit=1000", officer).get("items")) {
                                if (found.get("listingId").asText().equals(listing)) {
                                    return found;
                                }
                            }
                            return null;
                        },
                        found -> found != null);
        return new Ordered(order.get("testOrderId").asText(), order.get("lab").asText());
    }

    @Override
    public void close() throws InterruptedException {
        if (service != null) {
            service.destroy();
            service.waitFor(20, TimeUnit.SECONDS);
        }
        infrastructure.close();
    }

    /** @return null where the answer is no success */
    private JsonNode get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url()).resolve(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
    }
}
