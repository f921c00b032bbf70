package org.importsafety.sandbox.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Everything a month is played from, read from its files.
 *
 * @param plan empty when the same number is taken of every category
 * @param labResults what laboratories are to report, by listing; the others are drawn
 */
public record Inputs(
        List<Listing> listings,
        List<OrderLine> orderLines,
        List<CategoryQuota> plan,
        Map<String, List<LabResult>> labResults) {

    /**
     * Reads all files, so that one look shows what is wrong in any of them.
     *
     * @param plan null for none, as {@code labResults}
     */
    public static Inputs read(Path listings, Path orders, Path plan, Path labResults) throws BadInput {
        List<String> complaints = new ArrayList<>();
        Inputs inputs = new Inputs(
                attempt(() -> Listing.read(listings), complaints),
                attempt(() -> OrderLine.read(orders), complaints),
                plan == null ? List.of() : attempt(() -> CategoryQuota.read(plan), complaints),
                labResults == null ? Map.of() : attempt(() -> LabResult.read(labResults), complaints));
        if (!complaints.isEmpty()) {
            throw new BadInput(complaints);
        }
        return inputs;
    }

    /** SHA-256 of a file, to recognise it; "-" for none. */
    public static String fingerprint(Path file) {
        if (file == null) {
            return "-";
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private interface Reading<T> {
        T read() throws BadInput;
    }

    private static <T> T attempt(Reading<T> reading, List<String> complaints) {
        try {
            return reading.read();
        } catch (BadInput e) {
            complaints.add(e.getMessage());
            return null;
        }
    }
}
