package org.importsafety.refund.payment;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether the provider answers at all. After so many calls in a row without any answer nothing more is asked for; after a
 * while one refund is tried, at growing intervals, and the first answer lets all of them go on: no refund spends its
 * attempts on a provider that is down. All times are wall time.
 *
 * @param silences calls without an answer since the last one with an answer
 * @param pause until the next trial; zero while it is closed
 * @param until when the next trial is due; null while it is closed
 */
record Circuit(int silences, Duration pause, Instant until) {
    static final Circuit CLOSED = new Circuit(0, Duration.ZERO, null);
    static final int MOST_SILENCES = 10;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    boolean isOpen() {
        return until != null;
    }

    /** How many of so many refunds may be asked for now. */
    int permits(int most, Instant now) {
        return !isOpen() ? most : now.isBefore(until) ? 0 : Math.min(most, 1);
    }

    /** A trial is under way: its answer closes the circuit, and without one the next trial comes later. */
    Circuit tried(Instant now) {
        Duration longer = pause.multipliedBy(2);
        return isOpen() ? open(longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE, now) : this;
    }

    Circuit silent(Instant now) {
        return isOpen()
                ? this
                : silences + 1 < MOST_SILENCES
                        ? new Circuit(silences + 1, Duration.ZERO, null)
                        : open(FIRST_PAUSE, now);
    }

    private static Circuit open(Duration pause, Instant now) {
        return new Circuit(MOST_SILENCES, pause, now.plus(pause));
    }
}
