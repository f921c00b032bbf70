package org.importsafety.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.importsafety.infra.Leash;

/**
 * A service as a process of its own, kept small, because all of them share one machine. One that was ready and dies is started again after
 * a second, as an operator would have it.
 */
final class ServiceProcess {

    /** Two arenas for malloc instead of eight a core (glibc); every connection to PostgreSQL costs 20 MiB there. */
    private static final Map<String, String> FRUGAL =
            Map.of("MALLOC_ARENA_MAX", "2", "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "8");

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int MOST_VAIN_STARTS = 5;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Service service;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path home;
    private final Path log;
    private final URI ready;
    private final Story story;
    private final Runnable pidChanged;

    private Leash leash;
    private boolean ending;
    private boolean wasReady;
    private boolean hasFailed;
    private int vainStarts;

    /** @param pidChanged told after each start */
    ServiceProcess(
            Service service,
            Path home,
            Path log,
            int port,
            Map<String, String> environment,
            Story story,
            Runnable pidChanged) {
        this.service = service;
        this.home = home;
        this.log = log;
        this.environment = new HashMap<>(environment);
        this.environment.putAll(FRUGAL);
        this.ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        this.story = story;
        this.pidChanged = pidChanged;
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms32m",
                "-Xmx" + service.heap() + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=160m",
                "-jar",
                service.jar(home).toString());
    }

    Service service() {
        return service;
    }

    synchronized boolean isStarted() {
        return leash != null;
    }

    synchronized long pid() {
        return leash.pid();
    }

    synchronized void start() {
        if (ending) {
            return;
        }
        leash = Leash.start(command, environment, home, log);
        leash.onExit().thenAccept(this::startAgain);
        pidChanged.run();
    }

    /** Returns when the service is ready for work. @throws Refusal when it does not start */
    void awaitReady() throws InterruptedException {
        long began = System.nanoTime();
        while (!isReady()) {
            if (System.nanoTime() - began > START_LIMIT.toNanos() || hasGivenUp()) {
                throw new Refusal(
                        Refusal.NOT_ENDED,
                        service.module() + " does not start; the end of its log " + log + ":\n" + tail());
            }
            Thread.sleep(100);
        }
        synchronized (this) {
            wasReady = true;
            vainStarts = 0;
        }
        story.say("             %s is ready (%.1f s)".formatted(service.module(), (System.nanoTime() - began) / 1e9));
    }

    /** Asks it to end and returns when it is gone. */
    void stop() {
        Leash running;
        synchronized (this) {
            ending = true;
            running = leash;
        }
        if (running != null) {
            running.stop(Duration.ofSeconds(10));
        }
    }

    private void startAgain(int exitCode) {
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> {
            synchronized (this) {
                hasFailed = !wasReady || ++vainStarts > MOST_VAIN_STARTS;
                if (ending || hasFailed) {
                    return;
                }
            }
            story.say("             %s has died (exit code %d) and is started again"
                    .formatted(service.module(), exitCode));
            start();
            try {
                awaitReady();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Refusal e) {
                story.say(e.getMessage());
            }
        });
    }

    private synchronized boolean hasGivenUp() {
        return ending || hasFailed;
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
