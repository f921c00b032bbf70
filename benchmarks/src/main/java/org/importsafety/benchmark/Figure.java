package org.importsafety.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.ToLongFunction;

/** What is read off a round: latencies in microseconds, rates in events per second. */
public enum Figure {
    P50("p50", sample -> sample.latencies().getValueAtPercentile(50)),
    P99("p99", sample -> sample.latencies().getValueAtPercentile(99)),
    P999("p99.9", sample -> sample.latencies().getValueAtPercentile(99.9)),
    MAX("max", sample -> sample.latencies().getMaxValue()),
    RATE("rate", Sample::perSecond);

    private final String title;
    private final ToLongFunction<Sample> reading;

    Figure(String title, ToLongFunction<Sample> reading) {
        this.title = title;
        this.reading = reading;
    }

    String title() {
        return title;
    }

    long of(Sample sample) {
        return reading.applyAsLong(sample);
    }

    /** With its unit: 7.4 ms, or 41,200/s. */
    String shown(long value) {
        return this == RATE ? "%,d/s".formatted(value) : inMillis(value) + " ms";
    }

    private static String inMillis(long micros) {
        int decimals = micros < 100_000 ? 1 : 0;
        return BigDecimal.valueOf(micros, 3)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
