package org.importsafety.benchmark;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.importsafety.benchmark.HttpCalls.Call;

/** A round of calls, each from its intended time to its whole answer. */
public final class CallToAnswer implements Contender.Round {

    private final HttpCalls http;
    private final Supplier<Call> calls;
    private final int perSecond;

    public CallToAnswer(HttpCalls http, Supplier<Call> calls, int perSecond) {
        this.http = http;
        this.calls = calls;
        this.perSecond = perSecond;
    }

    /** Whatever is answered by something else than 200, or not within 30 s after the last call, counts as lost. */
    @Override
    public Sample run(Duration time) throws InterruptedException {
        int expected = Math.toIntExact(time.toMillis() * perSecond / 1000);
        ConcurrentHistogram latencies = new ConcurrentHistogram(3);
        AtomicLong answered = new AtomicLong();
        CountDownLatch open = new CountDownLatch(expected);
        long began = System.nanoTime();
        OpenLoop.run(
                perSecond,
                time,
                intended -> http.send(calls.get(), status -> {
                    if (status == 200) {
                        latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - intended));
                        answered.incrementAndGet();
                    }
                    open.countDown();
                }));
        open.await(30, TimeUnit.SECONDS);
        return Sample.ofLatencies(
                latencies.copy(), expected - answered.get(), Duration.ofNanos(System.nanoTime() - began));
    }
}
