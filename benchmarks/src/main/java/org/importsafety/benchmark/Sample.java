package org.importsafety.benchmark;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What one round came to.
 *
 * @param latencies microseconds from the time that was intended, so that a stall counts for all that it held up; empty where only the rate
 *     is measured
 * @param done how many came through
 * @param lost how many were given out and never came through, or came through twice
 * @param heap bytes that outlived the collections of the measured process so far; 0 where nobody looked
 * @param bulk of the work that went on beside it, how much was done in a second; 0 where none did
 */
public record Sample(Histogram latencies, long done, long lost, Duration took, long heap, long bulk) {

    private static final int DIGITS = 3;

    public static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    public static Sample ofLatencies(Histogram latencies, long lost, Duration took) {
        return new Sample(latencies, latencies.getTotalCount(), lost, took, 0, 0);
    }

    public static Sample ofRate(long done, Duration took) {
        return ofRate(done, 0, took, 0);
    }

    public static Sample ofRate(long done, long lost, Duration took, long heap) {
        return new Sample(histogram(), done, lost, took, heap, 0);
    }

    public Sample withBulk(long perSecond) {
        return new Sample(latencies, done, lost, took, heap, perSecond);
    }

    public static long perSecond(long done, Duration took) {
        return done * 1_000_000 / Math.max(1, took.toNanos() / 1_000);
    }

    long perSecond() {
        return perSecond(done, took);
    }
}
