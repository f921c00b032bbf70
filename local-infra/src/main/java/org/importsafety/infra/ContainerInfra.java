package org.importsafety.infra;

import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Docker containers; Testcontainers removes them when the JVM has ended. */
final class ContainerInfra implements Infra {

    private static final int KAFKA_PORT = 9092;

    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.2")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_LOG_RETENTION_MS", "-1")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "3");
    private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")
            .withEnv(
                    "POSTGRES_INITDB_ARGS",
                    "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
            .withCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200");

    ContainerInfra() {
        kafka.setPortBindings(List.of(Ports.free() + ":" + KAFKA_PORT));
        kafka.start();
        postgres.start();
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String databaseAddress() {
        return postgres.getHost() + ":" + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    @Override
    public void createDatabase(String name) {
        Database.create(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword(), name);
    }

    /** Stopped for real, and back on the same port, because that was fixed when the container was made. */
    @Override
    public void stopKafka() {
        kafka.getDockerClient().stopContainerCmd(kafka.getContainerId()).exec();
    }

    @Override
    public void startKafka() {
        kafka.getDockerClient().startContainerCmd(kafka.getContainerId()).exec();
    }
}
