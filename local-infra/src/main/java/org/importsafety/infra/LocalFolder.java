package org.importsafety.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the build left the Kafka server's jars, and where PostgreSQL's binaries are unpacked beside them. */
final class LocalFolder {

    private static final Path LIBS = Path.of("target", "kafka", "libs");

    private LocalFolder() {}

    /** Setting IMPORTSAFETY_KAFKA_LIBS, else found upwards from this class's jar and from the working directory. */
    static Path kafkaLibs() {
        String set = System.getProperty("IMPORTSAFETY_KAFKA_LIBS", System.getenv("IMPORTSAFETY_KAFKA_LIBS"));
        if (set != null) {
            return Path.of(set).toAbsolutePath();
        }
        return Stream.of(codeSource(), Path.of("").toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, Objects::nonNull, Path::getParent))
                .flatMap(folder -> Stream.of(
                        folder.resolve(LIBS), folder.resolve("local-infra").resolve(LIBS)))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new InfraException("local-infra/" + LIBS
                        + " is not there: build local-infra first, or set IMPORTSAFETY_KAFKA_LIBS to that folder"));
    }

    static Path postgresHome() {
        return kafkaLibs().getParent().resolveSibling("postgres");
    }

    /** Of all modules' tests: a pair of RSA keys takes two seconds to make. */
    static Path testKeys() {
        return kafkaLibs().getParent().resolveSibling("test-keys");
    }

    static Path codeSource() {
        try {
            return Path.of(LocalFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new InfraException("cannot locate local-infra's classes", e);
        }
    }

    static Path create(Path directory) {
        try {
            return Files.createDirectories(directory.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
    }

    /**
     * Makes {@code fresh}, a temporary folder, to {@code home}, which everybody may list. Several JVMs may have made theirs at
     * once: the first one wins, the others drop it.
     */
    static void publish(Path fresh, Path home) throws IOException {
        fresh.toFile().setExecutable(true, false);
        fresh.toFile().setReadable(true, false);
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) {
            delete(fresh);
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }

    /** The end of a log file, for an error message. */
    static String tail(Path logFile) {
        try {
            List<String> lines = Files.readAllLines(logFile);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
