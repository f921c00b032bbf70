package org.importsafety.enforcement.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a verified block is looked at again: many come back, and later than one would think.
 *
 * @param after the first verification, programme time
 */
record Schedule(List<Duration> after) {
    Schedule {
        after = after.stream().sorted().toList();
    }

    /** Runs that were missed are made up for by one. @return null when none is left */
    Instant next(Instant verifiedAt, Instant lastRun) {
        return after.stream()
                .map(verifiedAt::plus)
                .filter(due -> due.isAfter(lastRun))
                .findFirst()
                .orElse(null);
    }
}
