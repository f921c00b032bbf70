package org.importsafety.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.importsafety.infra.LocalTokens;
import org.importsafety.infra.LocalTopics;
import org.importsafety.sandbox.input.Inputs;

/**
 * The parties alone, beside Kafka and services that something else runs (docker-compose.yml). What all of them must agree on is written
 * first, into a folder that the services read too: the topics, the key of the tokens, and the triple of programme time.
 */
final class Joined implements AutoCloseable {

    private static final String PROGRAMME = "programme.properties";
    private static final Duration TIME_KEPT_EVERY = Duration.ofSeconds(2);

    private final Options options;
    private final DataFolder data;
    private final Map<String, String> setting;
    private final ProgrammeTime time;
    private final Tokens tokens;
    private final Parties parties;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Joined(Options options, DataFolder data, Story story, Map<String, String> setting) {
        this.options = options;
        this.data = data;
        this.setting = setting;
        this.time = prepared(data.resolve(PROGRAMME));
        this.tokens = new Tokens(LocalTokens.in(data.resolve("keys")));
        this.parties = new Parties(options, data, time, story, given("KAFKA_BOOTSTRAP_SERVERS"));
    }

    /**
     * Everything that must be there before a service starts. On kept data programme time goes on where it stopped, unless a service is up:
     * it keeps the triple that it started with, and so must everybody.
     */
    static void prepare(Options options, DataFolder data, Map<String, String> setting) throws IOException {
        LocalTopics.create(given("KAFKA_BOOTSTRAP_SERVERS"));
        new Tokens(LocalTokens.in(data.resolve("keys"))).write(options.out.resolve("tokens"));
        if (Files.exists(data.resolve(PROGRAMME)) && (answers("SELECTION_URL") || answers("TESTING_URL"))) {
            return;
        }
        DataFolder.Kept kept = data.kept();
        Instant origin = kept == null ? ProgrammeTime.close(options.month) : kept.programmeTime();
        Properties triple = new Properties();
        triple.setProperty("programme.origin", origin.toString());
        triple.setProperty("programme.anchor", Instant.now().toString());
        triple.setProperty("programme.speed", String.valueOf(options.speed));
        StringWriter text = new StringWriter();
        triple.store(text, null);
        data.write(data.resolve(PROGRAMME), text.toString().getBytes(StandardCharsets.UTF_8));
        data.keep(new DataFolder.Kept(setting, origin));
    }

    ProgrammeTime time() {
        return time;
    }

    /** True when the month has ended. */
    boolean playMonth(Inputs inputs, int port) throws Exception {
        clock.scheduleAtFixedRate(
                this::keepTime, TIME_KEPT_EVERY.toMillis(), TIME_KEPT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        parties.openProvider(new InetSocketAddress(port), given("PROVIDER_TOKEN"));
        parties.publish(inputs);
        URI testing = URI.create(given("TESTING_URL"));
        parties.open(inputs, lab -> new ServiceClient(testing, tokens.of(lab)));
        ServiceClient selection = new ServiceClient(URI.create(given("SELECTION_URL")), tokens.of("officer"));
        return parties.playMonth(inputs, selection, options.out);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        parties.close();
        keepTime();
    }

    private void keepTime() {
        data.keep(new DataFolder.Kept(setting, time.now()));
    }

    private static ProgrammeTime prepared(Path file) {
        Properties triple = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            triple.load(text);
        } catch (IOException e) {
            throw new Refusal(Refusal.BAD_INPUT, "--join: not prepared (run with --prepare first): " + e);
        }
        return new ProgrammeTime(
                Instant.parse(triple.getProperty("programme.origin")),
                Instant.parse(triple.getProperty("programme.anchor")),
                Long.parseLong(triple.getProperty("programme.speed")));
    }

    private static boolean answers(String variable) {
        URI service = URI.create(given(variable));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String given(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new Refusal(Refusal.BAD_INPUT, "--prepare and --join need the environment variable " + variable);
        }
        return value;
    }
}
