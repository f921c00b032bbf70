package org.importsafety.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One PostgreSQL server on the loopback address, leashed to this JVM: zonky's binaries without zonky's launcher, which starts a daemon
 * that outlives a killed JVM and turns fsync off. Durable, UTF-8 with the collation C.UTF-8, UTC.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final Leash leash;
    private final int port;

    private LocalPostgres(Leash leash, int port) {
        this.leash = leash;
        this.port = port;
    }

    /**
     * Starts the server and returns when it takes connections. Keeps the data that is in the directory, makes a new cluster otherwise.
     *
     * @param port 0 for any free one
     */
    public static LocalPostgres start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /** @param settings by PostgreSQL's names, beside those that every server here has; they win over these */
    public static LocalPostgres start(Path directory, int port, Map<String, String> settings) {
        Path home = LocalFolder.create(directory);
        Path data = home.resolve("data");
        Path log = home.resolve("postgres.log");
        Path programs = PostgresBinaries.unpacked().resolve("bin");
        OrdinaryUser user = OrdinaryUser.find();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            createCluster(programs, user, home, data, log);
        }
        clearStalePid(data);
        int claimed = Ports.claim(port, "PostgreSQL");
        List<String> program = new ArrayList<>(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(claimed),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=32MB", // every connection's process counts what it has touched of them
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC",
                "-c",
                "jit=off",
                "-c",
                "scram_iterations=16")); // on the loopback only: 4,096 rounds for each of 80 connections take seconds
        settings.forEach((name, value) -> program.addAll(List.of("-c", name + "=" + value)));
        LocalPostgres postgres = new LocalPostgres(
                Leash.start(user.command(program), Map.of("LC_ALL", "C"), home, log, "INT", Leash.GRACE), claimed);
        try {
            postgres.awaitReady(data.resolve("postmaster.pid"), log);
        } catch (RuntimeException e) {
            postgres.leash.kill();
            throw e;
        }
        return postgres;
    }

    public int port() {
        return port;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public long pid() {
        return leash.pid();
    }

    /** Makes the database and its owner, whose name and password are the database's name; what is there already is left alone. */
    public void createDatabase(String name) {
        Database.create(jdbcUrl(SUPERUSER), SUPERUSER, SUPERUSER, name);
    }

    /** The database's owner may read the write-ahead log, which needs the setting wal_level=logical. */
    public void allowReplication(String name) {
        Database.allowReplication(jdbcUrl(SUPERUSER), SUPERUSER, SUPERUSER, name);
    }

    /** Ends the server in good order (its "fast" shutdown) and keeps the data. */
    @Override
    public void close() {
        leash.stop(Duration.ofSeconds(20));
    }

    /** Ends the server at once, with its children but without a checkpoint, for data that is thrown away. */
    void discard() {
        leash.stop("QUIT", Duration.ofSeconds(5));
    }

    private static void createCluster(Path programs, OrdinaryUser user, Path home, Path data, Path log) {
        Path password = home.resolve("superuser");
        try {
            LocalFolder.delete(data); // an initdb that was cut short
            Files.createDirectories(data);
            Files.writeString(password, SUPERUSER + "\n");
            user.own(home);
            List<String> command = user.command(List.of(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + data,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            Leash initdb = Leash.start(command, Map.of("LC_ALL", "C"), home, log);
            int exitCode = initdb.onExit().join();
            if (exitCode != 0) {
                throw new InfraException(
                        "initdb failed with " + exitCode + ", see " + log + "\n" + LocalFolder.tail(log));
            }
            Files.delete(password);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a PostgreSQL cluster in " + home, e);
        }
    }

    /**
     * After a kill the pid file stays; PostgreSQL would refuse to start if that pid belongs to any other process by now. If it is still a
     * PostgreSQL (the leash is just ending it), this waits for its end.
     */
    private static void clearStalePid(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try {
            while (Files.exists(pidFile)) {
                long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
                if (!isPostgres(pid)) {
                    Files.deleteIfExists(pidFile);
                } else if (System.nanoTime() > limit) {
                    throw new InfraException("PostgreSQL " + pid + " still uses " + data);
                } else {
                    LocalKafka.pause();
                }
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new InfraException("cannot read " + pidFile, e);
        }
    }

    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }

    /** The server itself writes "ready" in line 8 of its pid file; pg_ctl waits in the same way. */
    private void awaitReady(Path pidFile, Path log) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!isReady(pidFile)) {
            if (!leash.isAlive()) {
                throw new InfraException("PostgreSQL ended at its start, see " + log + "\n" + LocalFolder.tail(log));
            }
            if (System.nanoTime() > limit) {
                throw new InfraException("PostgreSQL is not ready within " + LIMIT.toSeconds() + " s, see " + log);
            }
            LocalKafka.pause();
        }
    }

    private static boolean isReady(Path pidFile) {
        try {
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            return lines.size() >= 8 && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }
}
