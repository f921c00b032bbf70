package org.importsafety.testing.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A key by which a laboratory without an identity provider is known. It opens nothing until a second officer has
 * approved it, and it ends by itself. Two keys of a laboratory are independent of each other, so one is replaced by the
 * next while both are valid. Instants are wall time, as those of tokens are.
 *
 * @param secretHash SHA-256 of the secret, in hexadecimal. The secret is 32 random bytes: there is nothing to guess that
 *     a slow hash would protect
 * @param from from when on it may be valid
 * @param to when it ends
 * @param approved null until a second officer says so
 * @param revoked null unless somebody took it back
 */
record LabKey(
        String id,
        String lab,
        String secretHash,
        Instant from,
        Instant to,
        String reason,
        Decision requested,
        Decision approved,
        Decision revoked) {
    static final Duration LONGEST = Duration.ofDays(366);

    /** What an officer did. @param by opaque */
    record Decision(String by, Instant at) {}

    enum State {
        /** Waits for a second officer. */
        REQUESTED,
        /** Approved; valid from its first instant to its last. */
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    /** What a request to approve or to revoke comes to. */
    sealed interface Step {
        /** @param isNew false when this had been done before */
        record Taken(LabKey key, boolean isNew) implements Step {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Step {}
    }

    State state(Instant now) {
        if (revoked != null) {
            return State.REVOKED;
        }
        if (!now.isBefore(to)) {
            return State.EXPIRED;
        }
        return approved == null ? State.REQUESTED : State.ACTIVE;
    }

    /** Two persons: whoever asked for a key cannot let it in. */
    Step approve(String by, Instant now) {
        State state = state(now);
        if (state == State.ACTIVE && approved.by().equals(by)) {
            return new Step.Taken(this, false);
        }
        if (state != State.REQUESTED) {
            return new Step.Refused(
                    "The key is " + state + ", it cannot be approved",
                    state == State.ACTIVE ? List.of(State.REVOKED.name()) : List.of());
        }
        return requested.by().equals(by)
                ? new Step.Refused(
                        "You asked for this key yourself: another officer has to approve it",
                        List.of(State.REVOKED.name()))
                : new Step.Taken(
                        new LabKey(id, lab, secretHash, from, to, reason, requested, new Decision(by, now), revoked),
                        true);
    }

    /** One officer is enough to shut a door. What has ended by itself stays as it is. */
    Step revoke(String by, Instant now) {
        return switch (state(now)) {
            case REVOKED -> new Step.Taken(this, false);
            case EXPIRED -> new Step.Refused("The key is EXPIRED, there is nothing to revoke", List.of());
            case REQUESTED, ACTIVE ->
                new Step.Taken(
                        new LabKey(id, lab, secretHash, from, to, reason, requested, approved, new Decision(by, now)),
                        true);
        };
    }

    /** Whether this secret opens the door now. Every wrong secret takes the same time. */
    boolean opens(String secret, Instant now) {
        boolean isSecret = MessageDigest.isEqual(
                secretHash.getBytes(StandardCharsets.US_ASCII), hash(secret).getBytes(StandardCharsets.US_ASCII));
        return isSecret && state(now) == State.ACTIVE && !now.isBefore(from);
    }

    static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
