package org.importsafety.enforcement.probe;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.importsafety.enforcement.Fixtures;

/** Programme time that goes on when a test says so. */
@Alternative
@Singleton
public class MovableClock extends Clock {
    private final AtomicReference<Instant> now = new AtomicReference<>(Fixtures.NOW.plus(Duration.ofHours(1)));

    void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Programme time is UTC");
    }
}
