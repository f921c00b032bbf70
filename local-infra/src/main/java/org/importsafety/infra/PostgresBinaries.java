package org.importsafety.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs from zonky's jar for this machine, unpacked once per build folder. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder that has {@code bin/}, {@code lib/} and {@code share/}. */
    static Path unpacked() {
        String archive = archive();
        URL resource = PostgresBinaries.class.getResource("/" + archive);
        if (resource == null) {
            throw new InfraException("no PostgreSQL for this machine on the class path: " + archive
                    + " (local-infra's pom.xml adds it by operating system and architecture)");
        }
        try {
            Path homes = LocalFolder.create(LocalFolder.postgresHome());
            long size = resource.openConnection().getContentLengthLong();
            Path home = homes.resolve(archive.replace(".txz", "-" + size));
            if (!Files.isDirectory(home)) {
                Path fresh = Files.createTempDirectory(homes, "unpacking");
                unpack(resource, fresh);
                LocalFolder.publish(fresh, home);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL", e);
        }
    }

    private static String archive() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "postgres-" + (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static void unpack(URL resource, Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(resource.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("the archive reaches outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    file.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
                }
            }
        }
    }
}
