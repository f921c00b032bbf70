package org.importsafety.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.importsafety.benchmark.HttpCalls.Call;

/** A round of calls, each from its intended time to the record that follows from it, at a consumer. */
public final class PostToArrival implements Contender.Round {

    private final HttpCalls http;
    private final Iterator<Keyed> calls;
    private final Arrivals arrivals;
    private final int perSecond;

    /** @param key of the record that follows from the call */
    public record Keyed(String key, Call call) {}

    /** @param calls enough for all rounds */
    public PostToArrival(HttpCalls http, Iterator<Keyed> calls, Arrivals arrivals, int perSecond) {
        this.http = http;
        this.calls = calls;
        this.arrivals = arrivals;
        this.perSecond = perSecond;
    }

    @Override
    public Sample run(Duration time) throws InterruptedException {
        Map<String, Long> intended = new HashMap<>();
        AtomicLong refused = new AtomicLong();
        long began = System.nanoTime();
        OpenLoop.run(perSecond, time, at -> {
            Keyed next = calls.next();
            intended.put(next.key(), at);
            http.send(next.call(), status -> {
                if (status != 201) {
                    refused.incrementAndGet();
                }
            });
        });
        Sample sample = arrivals.sample(intended, began);
        if (refused.get() > 0) {
            throw new IllegalStateException(refused + " of " + intended.size() + " calls were not answered by 201");
        }
        return sample;
    }
}
