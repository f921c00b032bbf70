package org.importsafety.sandbox;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.importsafety.infra.InfraException;
import org.importsafety.infra.LocalKafka;
import org.importsafety.infra.LocalPostgres;
import org.importsafety.infra.LocalTokens;
import org.importsafety.infra.LocalTopics;

/** Kafka with the topics, PostgreSQL with the databases, and the key that signs tokens. */
final class Infrastructure implements AutoCloseable {

    private final LocalKafka kafka;
    private final LocalPostgres postgres;
    private final LocalTokens tokens;

    private Infrastructure(LocalKafka kafka, LocalPostgres postgres, LocalTokens tokens) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.tokens = tokens;
    }

    static Infrastructure start(DataFolder data, Ports ports, Story story) {
        CompletableFuture<LocalPostgres> postgres =
                CompletableFuture.supplyAsync(() -> timed("PostgreSQL", story, () -> startPostgres(data, ports)));
        CompletableFuture<LocalKafka> kafka =
                CompletableFuture.supplyAsync(() -> timed("Kafka", story, () -> startKafka(data, ports)));
        try {
            return new Infrastructure(kafka.join(), postgres.join(), LocalTokens.in(data.resolve("keys")));
        } catch (CompletionException e) {
            if (e.getCause() instanceof InfraException trouble) {
                throw new Refusal(Refusal.NOT_ENDED, trouble.getMessage());
            }
            throw e;
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    LocalTokens tokens() {
        return tokens;
    }

    long kafkaPid() {
        return kafka.pid();
    }

    long postgresPid() {
        return postgres.pid();
    }

    /** The settings that a service finds everything by. */
    Map<String, String> environment(Service service, Ports ports, ProgrammeTime time) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        settings.put("DB_HOST", "127.0.0.1");
        settings.put("DB_PORT", String.valueOf(postgres.port()));
        settings.put("DB_NAME", service.database());
        settings.put("DB_USER", service.database());
        settings.put("DB_PASSWORD", service.database());
        settings.put("HTTP_PORT", String.valueOf(ports.of(service)));
        settings.put("JWT_ISSUER", LocalTokens.ISSUER);
        settings.put("JWT_PUBLIC_KEY", tokens.publicKey().toUri().toString());
        settings.put("PROGRAMME_ORIGIN", time.origin().toString());
        settings.put("PROGRAMME_ANCHOR", time.anchor().toString());
        settings.put("PROGRAMME_SPEED", String.valueOf(time.speed()));
        if (service == Service.DASHBOARD) {
            for (Service other : EnumSet.complementOf(EnumSet.of(Service.DASHBOARD))) {
                settings.put(other.name() + "_URL", ports.url(other));
            }
            settings.put("SHOP_URL", ports.shopUrl());
        } else {
            settings.put("DASHBOARD_ORIGIN", ports.url(Service.DASHBOARD));
        }
        return settings;
    }

    @Override
    public void close() {
        CompletableFuture<Void> gone = CompletableFuture.runAsync(postgres::close);
        kafka.close();
        gone.join();
    }

    private static LocalKafka startKafka(DataFolder data, Ports ports) {
        LocalKafka kafka = LocalKafka.start(data.resolve("kafka"), ports.kafka());
        LocalTopics.create(kafka.bootstrapServers());
        return kafka;
    }

    private static LocalPostgres startPostgres(DataFolder data, Ports ports) {
        LocalPostgres postgres = LocalPostgres.start(data.resolve("postgres"), ports.postgres());
        for (Service service : Service.values()) {
            postgres.createDatabase(service.database());
        }
        return postgres;
    }

    private static <T> T timed(String what, Story story, Supplier<T> start) {
        long began = System.nanoTime();
        T started = start.get();
        story.say("             %s is ready (%.1f s)".formatted(what, (System.nanoTime() - began) / 1e9));
        return started;
    }
}
