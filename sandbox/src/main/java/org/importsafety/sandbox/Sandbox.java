package org.importsafety.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.importsafety.sandbox.input.Inputs;

/** Everything that a run starts, in order, and ends in the opposite order, however it comes to its end. */
final class Sandbox implements AutoCloseable {

    private static final Duration TIME_KEPT_EVERY = Duration.ofSeconds(2);

    private final Options options;
    private final Path home;
    private final DataFolder data;
    private final Ports ports;
    private final Story story;
    private final ProgrammeTime time;
    private final Map<String, String> setting;

    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Sandbox::daemon);
    private volatile Infrastructure infrastructure;
    private Tokens tokens;
    private volatile Parties parties;
    private boolean closed;

    /** @param setting what the data are of, see {@link DataFolder.Kept} */
    Sandbox(Options options, Path home, DataFolder data, Ports ports, Story story, Map<String, String> setting) {
        this.options = options;
        this.home = home;
        this.data = data;
        this.ports = ports;
        this.story = story;
        this.setting = setting;
        DataFolder.Kept kept = data.kept();
        Instant origin = kept == null ? ProgrammeTime.close(options.month) : kept.programmeTime();
        this.time = new ProgrammeTime(origin, Instant.now(), options.speed);
    }

    ProgrammeTime time() {
        return time;
    }

    String opensAt() {
        return "the dashboard opens at %s, the shop at %s".formatted(ports.url(Service.DASHBOARD), ports.shopUrl());
    }

    void startInfrastructure() {
        infrastructure = Infrastructure.start(data, ports, story);
        tokens = new Tokens(infrastructure.tokens());
        tokens.write(options.out.resolve("tokens"));
        writePids();
    }

    /** How a person starts each service in dev mode, with what it needs to know in a file of its own. */
    String adviceForDevelopment() {
        Path folder = options.out.resolve("env").toAbsolutePath();
        StringBuilder advice = new StringBuilder("\nAny service in dev mode, each in a terminal of its own:\n");
        for (Service service : Service.values()) {
            StringBuilder exports = new StringBuilder();
            environment(service, "sandbox").forEach((name, value) -> exports.append("export ")
                    .append(name)
                    .append("='")
                    .append(value)
                    .append("'\n"));
            Path file = written(folder.resolve(service.module() + ".sh"), exports.toString());
            advice.append("  (. ")
                    .append(file)
                    .append(" && ./mvnw -f ")
                    .append(home.resolve(service.module()))
                    .append(" quarkus:dev)\n");
        }
        return advice.append("They use the shared modules as 'mvn install' left them.\n")
                .toString();
    }

    /** Starts the services and everybody around them; the platform publishes meanwhile. Returns when all are ready. */
    void startParties(Inputs inputs) throws Exception {
        keepTime();
        clock.scheduleAtFixedRate(
                this::keepTime, TIME_KEPT_EVERY.toMillis(), TIME_KEPT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        String providerToken = UUID.randomUUID().toString();
        startServices(providerToken);
        CompletableFuture<?>[] ready = services.stream()
                .map(service -> CompletableFuture.runAsync(
                        () -> awaitReady(service), task -> daemon(task).start()))
                .toArray(CompletableFuture[]::new);
        parties = new Parties(options, data, time, story, infrastructure.bootstrapServers());
        parties.openProvider(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.shop()), providerToken);
        parties.publish(inputs);
        try {
            CompletableFuture.allOf(ready).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : e;
        }
        parties.open(inputs, lab -> new ServiceClient(uri(Service.TESTING), tokens.of(lab)));
        story.say("             " + opensAt());
    }

    /** The association's side: true when the month has ended, then with its files in the out folder. */
    boolean playMonth(Inputs inputs) throws Exception {
        ServiceClient selection = new ServiceClient(uri(Service.SELECTION), tokens.of("officer"));
        return parties.playMonth(inputs, selection, options.out);
    }

    /** Ends all that was started, the last first, and keeps the programme's time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        clock.shutdownNow();
        if (parties != null) {
            parties.stop();
        }
        CompletableFuture.allOf(services.stream()
                        .map(service -> CompletableFuture.runAsync(service::stop))
                        .toArray(CompletableFuture[]::new))
                .join();
        if (parties != null) {
            parties.close();
            keepTime();
        }
        if (infrastructure != null) {
            infrastructure.close();
        }
        data.close();
    }

    private void startServices(String providerToken) {
        for (Service service : Service.values()) {
            services.add(new ServiceProcess(
                    service,
                    home,
                    data.resolve(service.module() + ".log"),
                    ports.of(service),
                    environment(service, providerToken),
                    story,
                    this::writePids));
        }
        services.forEach(ServiceProcess::start);
    }

    private Map<String, String> environment(Service service, String providerToken) {
        Map<String, String> environment = infrastructure.environment(service, ports, time);
        if (service == Service.REFUND) {
            environment.put("PROVIDER_URL", "http://127.0.0.1:" + ports.shop() + "/provider");
            environment.put("PROVIDER_TOKEN", providerToken);
        }
        if (service == Service.ENFORCEMENT) {
            environment.put("SHOP_URL", "http://127.0.0.1:" + ports.shop());
        }
        if (service == Service.TESTING && options.faultSet().contains(Fault.LATE_LAB)) {
            environment.put("TESTING_DUE_WORKING_DAYS", "1");
        }
        return environment;
    }

    private URI uri(Service service) {
        return URI.create("http://127.0.0.1:" + ports.of(service));
    }

    private void keepTime() {
        data.keep(new DataFolder.Kept(setting, time.now()));
    }

    /** {@code pids} in the data folder: who is who among the processes, for a person or a test. */
    private void writePids() {
        StringBuilder text = new StringBuilder();
        text.append("kafka ").append(infrastructure.kafkaPid()).append('\n');
        text.append("postgresql ").append(infrastructure.postgresPid()).append('\n');
        for (ServiceProcess service : services) {
            if (service.isStarted()) {
                text.append(service.service().module())
                        .append(' ')
                        .append(service.pid())
                        .append('\n');
            }
        }
        synchronized (services) {
            data.write(data.resolve("pids"), text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Path written(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new Refusal(Refusal.BAD_INPUT, "--out: cannot write " + file + ": " + e);
        }
    }

    private static void awaitReady(ServiceProcess service) {
        try {
            service.awaitReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "run");
        thread.setDaemon(true);
        return thread;
    }

    /** @throws Refusal naming the modules that are not built */
    static void checkBuilt(Path home) {
        List<String> missing = new ArrayList<>();
        for (Service service : Service.values()) {
            if (!Files.exists(service.jar(home))) {
                missing.add(service.module());
            }
        }
        if (!missing.isEmpty()) {
            throw new Refusal(
                    Refusal.BAD_INPUT,
                    "not built: " + String.join(", ", missing) + "; run 'mvn package -DskipTests' first");
        }
    }
}
