package org.importsafety.sandbox;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.lab.Laboratory;
import org.importsafety.sandbox.month.Campaign;
import org.importsafety.sandbox.month.Month;
import org.importsafety.sandbox.platform.BlockDesk;
import org.importsafety.sandbox.platform.Platform;
import org.importsafety.sandbox.provider.Provider;

/** Everything that a run starts, in order, and ends in the opposite order, however it comes to its end. */
final class Sandbox implements AutoCloseable {

    private static final String FEED_PUBLISHED = "feed-published";
    private static final Duration TIME_KEPT_EVERY = Duration.ofSeconds(2);

    private final Options options;
    private final Path home;
    private final DataFolder data;
    private final Ports ports;
    private final Story story;
    private final ProgrammeTime time;
    private final Map<String, String> setting;

    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private final ExecutorService parties = Executors.newCachedThreadPool(Sandbox::daemon);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Sandbox::daemon);
    private volatile Infrastructure infrastructure;
    private Tokens tokens;
    private Provider provider;
    private Platform platform;
    private BlockDesk desk;
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

    void startInfrastructure() {
        infrastructure = Infrastructure.start(data, ports, story);
        tokens = new Tokens(infrastructure.tokens());
        tokens.write(options.out.resolve("tokens"));
        writePids();
    }

    /** What a service in dev mode needs to know. */
    String environmentForDevelopment() {
        StringBuilder text = new StringBuilder();
        for (Service service : Service.values()) {
            text.append("\n# ").append(service.module()).append('\n');
            environment(service, "sandbox").forEach((name, value) -> text.append("export ")
                    .append(name)
                    .append('=')
                    .append(value)
                    .append('\n'));
        }
        return text.toString();
    }

    /** Starts the services and everybody around them; the platform publishes meanwhile. Returns when all are ready. */
    void startParties(Inputs inputs) throws Exception {
        keepTime();
        clock.scheduleAtFixedRate(
                this::keepTime, TIME_KEPT_EVERY.toMillis(), TIME_KEPT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        String providerToken = UUID.randomUUID().toString();
        startServices(providerToken);
        CompletableFuture<?>[] ready = services.stream()
                .map(service -> CompletableFuture.runAsync(() -> awaitReady(service), parties))
                .toArray(CompletableFuture[]::new);
        provider = Provider.start(
                ports.provider(),
                data.resolve("ledger.ndjson"),
                providerToken,
                options.seed,
                options.faultSet().contains(Fault.LOST_PROVIDER_ANSWER));
        platform = new Platform(infrastructure.bootstrapServers());
        if (!data.isMarked(FEED_PUBLISHED)) {
            platform.publish(inputs, ProgrammeTime.close(options.month), options.faultSet(), options.seed, story);
            data.mark(FEED_PUBLISHED);
        }
        try {
            CompletableFuture.allOf(ready).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : e;
        }
        desk = new BlockDesk(infrastructure.bootstrapServers(), platform, time, options.seed, story);
        parties.execute(desk);
        startLaboratories(inputs);
    }

    /** The association's side: true when the month has ended, then with its files in the out folder. */
    boolean playMonth(Inputs inputs) throws Exception {
        Campaign campaign = Campaign.of(options.month, options.rule, options.top, inputs.plan());
        ServiceClient selection = new ServiceClient(uri(Service.SELECTION), tokens.of("officer"));
        Month month = new Month(campaign, selection, infrastructure.bootstrapServers(), time, story);
        if (!month.play()) {
            return false;
        }
        month.writeFiles(options.out);
        month.summarise(options.out, desk.testedListings(), desk.blockedListings());
        return true;
    }

    /** Ends all that was started, the last first, and keeps the programme's time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        clock.shutdownNow();
        parties.shutdownNow();
        CompletableFuture.allOf(services.stream()
                        .map(service -> CompletableFuture.runAsync(service::stop))
                        .toArray(CompletableFuture[]::new))
                .join();
        if (provider != null) {
            provider.close();
            keepTime();
        }
        if (platform != null) {
            platform.close();
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

    private void startLaboratories(Inputs inputs) {
        for (String lab : Tokens.LABS) {
            ServiceClient testing = new ServiceClient(uri(Service.TESTING), tokens.of(lab));
            parties.execute(
                    new Laboratory(lab, testing, time, story, options.seed, options.failures, inputs.labResults()));
        }
    }

    private Map<String, String> environment(Service service, String providerToken) {
        Map<String, String> environment = infrastructure.environment(service, ports, time);
        if (service == Service.REFUND) {
            environment.put("PROVIDER_URL", "http://127.0.0.1:" + ports.provider() + "/provider");
            environment.put("PROVIDER_TOKEN", providerToken);
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

    private static void awaitReady(ServiceProcess service) {
        try {
            service.awaitReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "party");
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
