package org.importsafety.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Gives work out at times that are fixed beforehand, whether or not earlier work is through: users do not wait for one another. Whoever
 * measures from the intended time counts what a stall does to all that come in it (no coordinated omission).
 */
public final class OpenLoop {

    private OpenLoop() {}

    /** @param call gets the intended time, of {@link System#nanoTime}; it must not block */
    public static void run(int perSecond, Duration time, LongConsumer call) {
        long calls = time.toMillis() * perSecond / 1000;
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long begin = System.nanoTime() + gap;
        for (long n = 0; n < calls; n++) {
            long intended = begin + n * gap;
            for (long rest = intended - System.nanoTime(); rest > 0; rest = intended - System.nanoTime()) {
                LockSupport.parkNanos(rest);
            }
            call.accept(intended);
        }
    }
}
