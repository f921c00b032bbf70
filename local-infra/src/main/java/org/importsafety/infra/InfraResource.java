package org.importsafety.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a {@code @QuarkusTest} real Kafka with the contract's topics, a real PostgreSQL database (argument {@code database}) and a key for
 * tokens. Kafka and PostgreSQL start once per JVM and end with it; {@code -Dinfra=auto|embedded|containers} says what they are.
 */
public final class InfraResource implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get("database");
    }

    @Override
    public Map<String, String> start() {
        Infra infra = SharedInfra.get();
        Map<String, String> config = new HashMap<>();
        config.put("kafka.bootstrap.servers", infra.bootstrapServers());
        if (database != null) {
            infra.createDatabase(database);
            String address = "postgresql://" + infra.databaseAddress() + "/" + database;
            config.put("quarkus.datasource.reactive.url", address);
            config.put("quarkus.datasource.jdbc.url", "jdbc:" + address);
            config.put("quarkus.datasource.username", database);
            config.put("quarkus.datasource.password", database);
        }
        LocalTokens tokens = tokens();
        config.put(
                "mp.jwt.verify.publickey.location", tokens.publicKey().toUri().toString());
        // Quarkus makes up a key for tests where the module names no location; this one wins over it.
        config.put("mp.jwt.verify.publickey", tokens.publicKeyContent());
        config.put("mp.jwt.verify.issuer", LocalTokens.ISSUER);
        config.put("mp.jwt.verify.audiences", LocalTokens.AUDIENCE);
        return config;
    }

    /** Nothing: other tests of this JVM go on using it. */
    @Override
    public void stop() {}

    public static LocalTokens tokens() {
        return LocalTokens.in(LocalFolder.testKeys());
    }

    /** The token of a holder, signed once: it outlives the tests. @param lab the lab's code for role lab, otherwise null */
    public static String token(String subject, String role, String lab) {
        return TOKENS.computeIfAbsent(
                String.join("|", subject, role, String.valueOf(lab)), holder -> tokens().sign(subject, role, lab));
    }

    public static String bootstrapServers() {
        return SharedInfra.get().bootstrapServers();
    }

    /** Takes the broker away until {@link #startKafka}, which brings it back on the same port with the same data. */
    public static void stopKafka() {
        SharedInfra.get().stopKafka();
    }

    public static void startKafka() {
        SharedInfra.get().startKafka();
    }
}
