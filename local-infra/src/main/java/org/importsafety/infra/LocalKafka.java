package org.importsafety.infra;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One Kafka broker (KRaft, broker and controller in one process) on the loopback address, leashed to this JVM. */
public final class LocalKafka implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final Leash leash;
    private final int port;

    private LocalKafka(Leash leash, int port) {
        this.leash = leash;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it answers. Keeps the data that is in the directory, formats a new one.
     *
     * @param port 0 for any free one; the controller takes the next one, or any free one
     */
    public static LocalKafka start(Path directory, int port) {
        Path home = LocalFolder.create(directory);
        Path pidFile = home.resolve("kafka.pid");
        awaitPrevious(pidFile);
        int claimed = Ports.claim(port, "Kafka");
        int controllerPort = Ports.isFree(claimed + 1) ? claimed + 1 : Ports.free();
        Path properties = writeProperties(home, claimed, controllerPort);
        String classPath =
                LocalFolder.codeSource() + File.pathSeparator + LocalFolder.kafkaLibs() + File.separator + "*";
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=classpath:org/importsafety/infra/kafka-log4j2.properties",
                "-cp",
                classPath,
                KafkaServer.class.getName(),
                properties.toString());
        Path log = home.resolve("kafka.log");
        LocalKafka kafka = new LocalKafka(Leash.start(command, Map.of(), home, log), claimed);
        try {
            remember(kafka.leash.pid(), pidFile);
            kafka.awaitAnswer(log);
        } catch (RuntimeException e) {
            kafka.leash.kill();
            throw e;
        }
        return kafka;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return leash.pid();
    }

    boolean isAlive() {
        return leash.isAlive();
    }

    /** Ends the broker and keeps its data. */
    @Override
    public void close() {
        leash.stop(Duration.ofSeconds(15));
    }

    /** Ends the broker at once, for data that is thrown away. */
    void discard() {
        leash.kill();
    }

    private void awaitAnswer(Path log) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!Ports.answers(port)) {
            if (!leash.isAlive()) {
                throw new InfraException("Kafka ended at its start, see " + log + "\n" + LocalFolder.tail(log));
            }
            if (System.nanoTime() > limit) {
                throw new InfraException("Kafka did not answer within " + START_LIMIT.toSeconds() + " s, see " + log);
            }
            pause();
        }
        int rest = (int) START_LIMIT.toMillis();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                rest))) {
            while (admin.describeCluster()
                    .nodes()
                    .get(rest, TimeUnit.MILLISECONDS)
                    .isEmpty()) {
                pause();
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new InfraException("Kafka does not answer, see " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("interrupted while Kafka started", e);
        }
    }

    private static void remember(long pid, Path pidFile) {
        try {
            Files.writeString(pidFile, pid + " " + startOf(pid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + pidFile, e);
        }
    }

    /** When the JVM before this one was killed, its broker may still be ending: it holds the port and the data for a moment. */
    private static void awaitPrevious(Path pidFile) {
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            String previous = Files.readString(pidFile);
            long pid = Long.parseLong(previous.substring(0, previous.indexOf(' ')));
            long limit = System.nanoTime() + Leash.GRACE.plusSeconds(7).toNanos();
            while (!startOf(pid).isEmpty() && previous.equals(pid + " " + startOf(pid))) {
                if (System.nanoTime() > limit) {
                    throw new InfraException("Kafka " + pid + " still uses " + pidFile.getParent());
                }
                pause();
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new InfraException("cannot read " + pidFile, e);
        }
    }

    /** Tells a process from a later one with the same pid; empty when there is none. */
    private static String startOf(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Object::toString)
                .orElse("");
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(40);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("interrupted while waiting for a start", e);
        }
    }

    /**
     * Nothing expires: a month that is kept can be continued after any pause. The cleaner's buffer is on the heap, hence small. After a
     * crash the broker cannot register again before its old session times out, hence the short one.
     */
    private static Path writeProperties(Path home, int port, int controllerPort) {
        String settings = """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                offsets.retention.minutes=5256000
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                log.retention.ms=-1
                log.cleaner.dedupe.buffer.size=8388608
                log.index.size.max.bytes=1048576
                broker.session.timeout.ms=6000
                broker.heartbeat.interval.ms=500
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                """.formatted(
                        port, controllerPort, home.resolve("data").toString().replace("\\", "\\\\"));
        try {
            return Files.writeString(home.resolve("server.properties"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + home, e);
        }
    }
}
