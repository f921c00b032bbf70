package org.importsafety.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** What is read off a round: times in microseconds, rates in events per second, heap in bytes. */
public enum Figure {
    P50("p50", sample -> sample.latencies().getValueAtPercentile(50)),
    P99("p99", sample -> sample.latencies().getValueAtPercentile(99)),
    P999("p99.9", sample -> sample.latencies().getValueAtPercentile(99.9)),
    MAX("max", sample -> sample.latencies().getMaxValue()),
    RATE("rate", Sample::perSecond),
    /** Of the whole round. */
    TOOK("time", sample -> TimeUnit.NANOSECONDS.toMicros(sample.took().toNanos())),
    HEAP("heap", Sample::heap),
    /** Events per second of what went on beside it. */
    BULK("beside it", Sample::bulk);

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

    /** With its unit: 7.4 ms, 41,200/s, or 12 MiB. */
    String shown(long value) {
        return switch (this) {
            case RATE, BULK -> "%,d/s".formatted(value);
            case HEAP -> (value + (1 << 19) >> 20) + " MiB";
            default -> inMillis(value) + " ms";
        };
    }

    private static String inMillis(long micros) {
        int decimals = micros < 100_000 ? 1 : 0;
        return BigDecimal.valueOf(micros, 3)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
