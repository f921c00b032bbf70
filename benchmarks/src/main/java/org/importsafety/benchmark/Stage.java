package org.importsafety.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.importsafety.infra.Leash;
import org.importsafety.infra.LocalKafka;
import org.importsafety.infra.LocalPostgres;
import org.importsafety.infra.LocalTokens;
import org.importsafety.infra.LocalTopics;

/**
 * What one benchmark starts: Kafka with the topics, PostgreSQL, services and floors, each a process of its own on a free port of the
 * loopback address. All end with the stage, the last one started first.
 */
public final class Stage implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration END_LIMIT = Duration.ofSeconds(15);

    /** The same for services and floors: the compiler that production has, and a heap that nobody outgrows. */
    private static final List<String> JVM = List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC");

    private final Path home;
    private final Path profiles;
    private final Path directory;
    private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();
    private final LocalKafka kafka;
    private LocalPostgres postgres;
    private final LocalTokens tokens;

    /**
     * @param home the repository
     * @param profiles where each process leaves a flight recording; null for none
     */
    public Stage(Path home, Path profiles) {
        this.home = home;
        this.profiles = profiles;
        try {
            directory = Files.createTempDirectory("import-safety-benchmark-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
        postgres = LocalPostgres.start(directory.resolve("postgres"), 0);
        started.push(() -> postgres.close());
        kafka = closing(LocalKafka.start(directory.resolve("kafka"), 0));
        LocalTopics.create(kafka.bootstrapServers());
        tokens = LocalTokens.in(directory.resolve("keys"));
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Beside those of the programme. */
    public void createTopics(int partitions, String... names) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            List<NewTopic> topics = Stream.of(names)
                    .map(name -> new NewTopic(name, partitions, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    public LocalTokens tokens() {
        return tokens;
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    /** PostgreSQL with other settings, by its names, which hold from now on; nobody may be connected. */
    public void restartPostgres(Map<String, String> settings) {
        int port = postgres.port();
        postgres.close();
        postgres = LocalPostgres.start(directory.resolve("postgres"), port, settings);
    }

    /** Is closed with the stage, before what was started earlier. */
    public <T extends AutoCloseable> T closing(T opened) {
        started.push(opened);
        return opened;
    }

    /**
     * One of our services, as it was built. Returns when it is ready for work.
     *
     * @param database its name, user and password; made here
     * @param settings beside those that every service needs
     */
    public URI service(String module, String database, Map<String, String> settings) throws Exception {
        Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(module + " is not built: mvn -DskipTests package");
        }
        postgres.createDatabase(database);
        int port = freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("DB_HOST", "127.0.0.1");
        environment.put("DB_PORT", String.valueOf(postgres.port()));
        environment.put("DB_NAME", database);
        environment.put("DB_USER", database);
        environment.put("DB_PASSWORD", database);
        environment.put("HTTP_PORT", String.valueOf(port));
        environment.put("JWT_ISSUER", LocalTokens.ISSUER);
        environment.put("JWT_PUBLIC_KEY", tokens.publicKey().toUri().toString());
        URI uri = URI.create("http://127.0.0.1:" + port);
        start(module, List.of("-jar", jar.toString()), environment, uri.resolve("/q/health/ready"));
        return uri;
    }

    /**
     * A program of the benchmarks in a process of its own: it gets a port as its first argument and answers {@code GET /ready} with 200 once
     * it is.
     */
    public URI program(Class<?> main, String... arguments) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.add(String.valueOf(port));
        command.addAll(List.of(arguments));
        URI uri = URI.create("http://127.0.0.1:" + port);
        start(main.getSimpleName(), command, Map.of(), uri.resolve("/ready"));
        return uri;
    }

    private void start(String name, List<String> program, Map<String, String> environment, URI ready) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        if (profiles != null) {
            Path file = Files.createDirectories(profiles).resolve(name + ".jfr").toAbsolutePath();
            command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
        }
        command.addAll(program);
        Path log = directory.resolve(name + ".log");
        Leash leash = Leash.start(command, environment, directory, log);
        started.push(() -> leash.stop(END_LIMIT));
        awaitReady(name, leash, ready, log);
    }

    private static void awaitReady(String name, Leash leash, URI ready, Path log) throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(http, ready)) {
            if (!leash.isAlive() || System.nanoTime() > limit) {
                List<String> lines = Files.readAllLines(log);
                throw new IllegalStateException(name + " does not start:\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size())));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean answers(HttpClient http, URI ready) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Free a moment ago; nobody else is expected to take it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Also when it was closed before: a signal may come in between. */
    @Override
    public synchronized void close() throws Exception {
        Exception first = null;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
