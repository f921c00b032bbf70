package org.importsafety.testing.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key as a laboratory sends it: {@code isk_<id>_<secret>}, in place of a token. The prefix tells it from one, and lets
 * a scanner find a key that was published by mistake.
 */
record PresentedKey(String id, String secret) {
    private static final String BEARER = "Bearer ";
    private static final String PREFIX = "isk_";

    static PresentedKey random(SecureRandom random) {
        byte[] id = new byte[8];
        byte[] secret = new byte[32];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new PresentedKey(
                HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** @param authorization the header's value, or null. @return empty where it holds something else, such as a token */
    static Optional<PresentedKey> read(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String credential = authorization.substring(BEARER.length()).strip();
        if (!credential.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = credential.substring(PREFIX.length()).split("_", 2);
        return Optional.of(new PresentedKey(parts[0], parts.length == 2 ? parts[1] : ""));
    }

    /** As it is handed over, once. */
    String text() {
        return PREFIX + id + "_" + secret;
    }

    /** A secret has no business in a log. */
    @Override
    public String toString() {
        return PREFIX + id;
    }
}
