package org.importsafety.sandbox.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.importsafety.infra.LocalKafka;
import org.importsafety.infra.LocalTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the marketplace's guide, started as the guide says, beside a real broker. */
class StopSalesTest {

    @TempDir
    static Path folder;

    private static LocalKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        LocalTopics.create(kafka.bootstrapServers());
    }

    @AfterAll
    static void endKafka() {
        kafka.close();
    }

    @Test
    void the_program_of_the_guide_stops_each_blocked_sale_once_and_commits_after_the_work() throws Exception {
        String relisted = golden("SaleBlocked/1.json");
        String blocked = golden("SaleBlocked/1-minimal.json");
        tell("85099F", relisted);
        tell("85099F", relisted);
        tell("85099B", blocked);
        tell("85099B", golden("BlockConfirmed/1.json"));
        tell("85099B", "{\"type\": \"OfALaterVersion\", \"version\": 99, \"blockId\": \"of a later version\"}");

        try (Program program = new Program()) {
            Set<String> said = Set.of(program.line(), program.line());

            assertEquals(Set.of("stop 85099F (SERIOUS): phthalates-sum", "stop 85099B (SERIOUS): sharp-edges"), said);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> committed() == 5);
            assertEquals(List.of(), program.moreLines(), "the repeat and what is no block say nothing");
        }
    }

    private static void tell(String key, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("enforcement.v1", key, value)).get();
        }
    }

    /** How many records the program has said that it is done with. */
    private static long committed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin
                    .listConsumerGroupOffsets("my-shop.stop-sales")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = StopSalesTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A process of its own, with this test's class path in place of sandbox/target/lib. */
    private static final class Program implements AutoCloseable {
        private final Path errors = folder.resolve("errors.txt");
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final Process process;

        Program() throws IOException {
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            classPath,
                            Guides.STOP_SALES.toString(),
                            kafka.bootstrapServers())
                    .redirectError(errors.toFile())
                    .start();
            new Thread(this::read).start();
        }

        String line() throws Exception {
            String line = lines.poll(60, TimeUnit.SECONDS);
            assertNotNull(line, () -> "the program says nothing more; its errors: " + errors());
            return line;
        }

        List<String> moreLines() {
            List<String> more = new ArrayList<>();
            lines.drainTo(more);
            return more;
        }

        private String errors() {
            try {
                return Files.readString(errors);
            } catch (IOException e) {
                return e.toString();
            }
        }

        private void read() {
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                lines.add("(output lost: " + e + ")");
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
