package org.importsafety.messaging;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Programme time: {@code now = origin + speed x (wall - anchor)}, one triple for all processes, so that a month can be
 * played in minutes. Without settings it is wall time. Kafka, tokens, leases and polls stay on wall time.
 */
public final class ProgrammeClock extends Clock {

    /** The triple; all three or none. */
    @StaticInitSafe
    @ConfigMapping(prefix = "programme")
    public interface Settings {
        /** The programme time at the anchor. */
        Optional<Instant> origin();

        /** The wall time at which programme time was the origin. */
        Optional<Instant> anchor();

        /** Programme seconds in a wall second. */
        Optional<Integer> speed();
    }

    private final Clock wall;
    private final Instant origin;
    private final Instant anchor;
    private final int speed;

    ProgrammeClock(Clock wall, Instant origin, Instant anchor, int speed) {
        this.wall = wall;
        this.origin = origin;
        this.anchor = anchor;
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        return origin.plus(Duration.between(anchor, wall.instant()).multipliedBy(speed));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Programme time is UTC; convert where it is shown");
    }

    /** Makes the clock that use cases are given. */
    static class Producer {
        @Produces
        @Singleton
        Clock programmeClock(Settings settings) {
            if (settings.origin().isEmpty()) {
                return Clock.systemUTC();
            }
            return new ProgrammeClock(
                    Clock.systemUTC(),
                    settings.origin().get(),
                    settings.anchor().orElseThrow(),
                    settings.speed().orElse(1));
        }
    }
}
