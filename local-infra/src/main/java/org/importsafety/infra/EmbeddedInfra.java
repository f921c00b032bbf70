package org.importsafety.infra;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Processes of this machine, in a folder under target/ that goes with the JVM. */
final class EmbeddedInfra implements Infra {

    private final Path directory;
    private final LocalPostgres postgres;
    private LocalKafka kafka;

    EmbeddedInfra(Path directory) {
        this.directory = directory;
        CompletableFuture<LocalPostgres> starting =
                CompletableFuture.supplyAsync(() -> LocalPostgres.start(directory.resolve("postgres"), 0));
        kafka = LocalKafka.start(directory.resolve("kafka"), 0);
        postgres = starting.join();
        Runtime.getRuntime().addShutdownHook(new Thread(this::discard, "discard test infrastructure"));
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public String databaseAddress() {
        return "127.0.0.1:" + postgres.port();
    }

    @Override
    public void createDatabase(String name) {
        postgres.createDatabase(name);
    }

    @Override
    public synchronized void stopKafka() {
        kafka.close();
    }

    @Override
    public synchronized void startKafka() {
        if (!kafka.isAlive()) {
            kafka = LocalKafka.start(directory.resolve("kafka"), kafka.port());
        }
    }

    private void discard() {
        kafka.discard();
        postgres.discard();
        LocalFolder.delete(directory);
    }
}
