package org.importsafety.benchmark;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is aimed at. A lost event misses every goal of its contender. */
public sealed interface Goal {

    Judged judge(Outcome outcome);

    /** @param measured with its unit */
    record Judged(String goal, String measured, boolean met) {}

    static Goal below(Figure figure, String contender, Duration limit) {
        return new Below(figure, contender, TimeUnit.NANOSECONDS.toMicros(limit.toNanos()));
    }

    static Goal below(Figure figure, String contender, long limit) {
        return new Below(figure, contender, limit);
    }

    /** @param most ours may be this many times the other's */
    static Goal within(String most, Figure figure, String ours, String other) {
        return new Within(new BigDecimal(most), figure, ours, other);
    }

    /** @param least ours should be this many times the other's */
    static Goal atLeast(String least, Figure figure, String ours, String other) {
        return new AtLeast(new BigDecimal(least), figure, ours, other);
    }

    /** @param limit in the unit of the figure */
    record Below(Figure figure, String contender, long limit) implements Goal {
        @Override
        public Judged judge(Outcome outcome) {
            long median = outcome.median(figure, contender);
            return new Judged(
                    "%s of %s below %s".formatted(figure.title(), contender, figure.shown(limit)),
                    figure.shown(median),
                    median < limit && outcome.lost(contender) == 0);
        }
    }

    record Within(BigDecimal most, Figure figure, String ours, String other) implements Goal {
        @Override
        public Judged judge(Outcome outcome) {
            BigDecimal ratio = outcome.ratio(figure, ours, other);
            return new Judged(
                    "%s of %s within %s times that of %s".formatted(figure.title(), ours, most, other),
                    ratio + " times",
                    ratio.compareTo(most) <= 0 && outcome.lost(ours) == 0);
        }
    }

    record AtLeast(BigDecimal least, Figure figure, String ours, String other) implements Goal {
        @Override
        public Judged judge(Outcome outcome) {
            BigDecimal ratio = outcome.ratio(figure, ours, other);
            return new Judged(
                    "%s of %s at least %s times that of %s".formatted(figure.title(), ours, least, other),
                    ratio + " times",
                    ratio.compareTo(least) >= 0 && outcome.lost(ours) == 0);
        }
    }
}
