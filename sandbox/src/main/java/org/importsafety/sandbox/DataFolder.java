package org.importsafety.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;

/**
 * Where everything that a run keeps lives: Kafka's and PostgreSQL's data, keys, ledger, logs, and what the data are of. Locked while a run
 * uses it; thrown away at the end unless a person named it.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final boolean kept;
    private final FileChannel lock;

    private DataFolder(Path path, boolean kept, FileChannel lock) {
        this.path = path;
        this.kept = kept;
        this.lock = lock;
    }

    /** What the data are of. @param setting by option, what was given, so that another month is not played on them */
    record Kept(Map<String, String> setting, Instant programmeTime) {}

    /** @param named null for a temporary one */
    static DataFolder open(Path named, boolean fresh) {
        try {
            if (named == null) {
                Path temporary = Files.createTempDirectory("import-safety-");
                return new DataFolder(temporary, false, locked(temporary));
            }
            Path path = Files.createDirectories(named.toAbsolutePath().normalize());
            DataFolder folder = new DataFolder(path, true, locked(path));
            if (fresh) {
                folder.empty();
            }
            return folder;
        } catch (IOException e) {
            throw new Refusal(Refusal.BAD_INPUT, "the data folder cannot be used: " + e);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Null on new data. */
    Kept kept() {
        try {
            return Json.read(Files.readAllBytes(programme()), Kept.class);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.BAD_INPUT, programme() + " cannot be read (" + e.getMessage() + "); --fresh begins anew");
        }
    }

    /** Written aside and moved, so that a crash leaves the old or the new one. */
    void keep(Kept state) {
        write(programme(), Json.bytes(state));
    }

    boolean isMarked(String fact) {
        return Files.exists(path.resolve(fact));
    }

    /** Remembers that something is done for good. */
    void mark(String fact) {
        write(path.resolve(fact), (Instant.now() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void write(Path file, byte[] content) {
        try {
            Path aside = file.resolveSibling(file.getFileName() + ".new");
            Files.write(aside, content);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Frees the folder; a temporary one is deleted. */
    @Override
    public void close() {
        try {
            lock.close();
            if (!kept) {
                empty();
                Files.deleteIfExists(path.resolve("lock"));
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + path, e);
        }
    }

    private Path programme() {
        return path.resolve("programme.json");
    }

    private static FileChannel locked(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            String owner = Files.readString(file).strip();
            channel.close();
            throw new Refusal(
                    Refusal.OCCUPIED,
                    "another ./run (process " + owner + ") already uses " + folder
                            + ": end it, or choose another folder with --data and other ports with --port-base");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
        return channel;
    }

    private void empty() throws IOException {
        Path lockFile = path.resolve("lock");
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(lockFile)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                if (!folder.equals(path)) {
                    Files.deleteIfExists(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
