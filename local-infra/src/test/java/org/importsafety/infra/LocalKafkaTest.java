package org.importsafety.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.importsafety.events.Topic;
import org.importsafety.events.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class LocalKafkaTest {

    private static final String TOPIC = Topics.REFUND.name();

    @TempDir
    Path directory;

    @Test
    void a_record_outlives_a_crash() throws Exception {
        LocalKafka crashing = LocalKafka.start(directory, 0);
        LocalTopics.create(crashing.bootstrapServers());
        produce(crashing, "before the crash");
        ProcessHandle.of(crashing.pid()).orElseThrow().destroyForcibly();
        crashing.close();
        try (LocalKafka kafka = LocalKafka.start(directory, crashing.port())) {
            produce(kafka, "after the crash");
            assertEquals(List.of("before the crash", "after the crash"), consume(kafka, 2));
        }
    }

    @Test
    void topics_are_created_once_with_the_partitions_and_the_policy_of_the_contract() throws Exception {
        String bootstrapServers = InfraResource.bootstrapServers();
        LocalTopics.create(bootstrapServers);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<String> names = Topics.ALL.stream().map(Topic::name).toList();
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get();
            for (Topic topic : Topics.ALL) {
                assertEquals(
                        topic.partitions(),
                        topics.get(topic.name()).partitions().size(),
                        topic.name());
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
                Config config =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                assertEquals(
                        topic.compacted() ? "compact" : "delete",
                        config.get("cleanup.policy").value());
                assertEquals("-1", config.get("retention.ms").value());
            }
        }
    }

    @Test
    void a_taken_port_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InfraException refused =
                    assertThrows(InfraException.class, () -> LocalKafka.start(directory, taken.getLocalPort()));
            assertTrue(refused.getMessage().contains("port " + taken.getLocalPort()), refused.getMessage());
        }
    }

    private static void produce(LocalKafka kafka, String value) throws Exception {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 0, "key", value)).get();
        }
    }

    private static List<String> consume(LocalKafka kafka, int expected) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (int polls = 0; polls < 20 && values.size() < expected; polls++) {
                consumer.poll(Duration.ofMillis(500)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }
}
