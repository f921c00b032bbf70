package org.importsafety.benchmark.relay;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.importsafety.benchmark.Benchmark;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Figure;
import org.importsafety.benchmark.Goal;
import org.importsafety.benchmark.HttpCalls;
import org.importsafety.benchmark.HttpCalls.Call;
import org.importsafety.benchmark.PostToArrival;
import org.importsafety.benchmark.PostToArrival.Keyed;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.relay.OutboxProcesses.OutboxService;

/** How long an event waits between its commit and its consumers. */
public final class RelayLatency implements Benchmark {

    private static final int PER_SECOND = 200;

    /** What a relay does first, such as reading the table's columns, is no matter of its latency. */
    private static final Duration LEAD_IN = Duration.ofMillis(500);

    @Override
    public String name() {
        return "relay-latency";
    }

    @Override
    public String question() {
        return PER_SECOND
                + " rows a second are committed to an outbox, one at a time, from the intended time of the call that commits to the record at a"
                + " consumer. Our relay and the raw loop (DELETE .. SKIP LOCKED, send, commit) are woken by each commit; Debezium's embedded"
                + " engine reads the log, with its own pause of 500 ms and with 5 ms, and nothing deletes its rows.";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.P50, Figure.P99, Figure.P999, Figure.MAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.within("1.25", Figure.P50, OutboxProcesses.OURS, OutboxProcesses.RAW),
                Goal.within("1.50", Figure.P99, OutboxProcesses.OURS, OutboxProcesses.RAW),
                Goal.within("0.20", Figure.P50, OutboxProcesses.OURS, OutboxProcesses.DEBEZIUM),
                Goal.within("1.00", Figure.P50, OutboxProcesses.OURS, OutboxProcesses.DEBEZIUM_TUNED));
    }

    @Override
    public List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        HttpCalls http = stage.closing(new HttpCalls());
        return OutboxProcesses.prepare(stage, service -> {
            PostToArrival commits = commits(service, http, PER_SECOND);
            return time -> measure(service, commits, time);
        });
    }

    static PostToArrival commits(OutboxService service, HttpCalls http, int perSecond) {
        Iterator<Keyed> calls = Stream.generate(() -> commit(service)).iterator();
        return new PostToArrival(http, calls, service.arrivals(), perSecond);
    }

    static Sample measure(OutboxService service, PostToArrival commits, Duration time) throws Exception {
        service.tell("/begin");
        service.tell("/start");
        commits.run(LEAD_IN);
        Sample sample = commits.run(time);
        service.tell("/stop");
        return sample;
    }

    private static Keyed commit(OutboxService service) {
        String key = UUID.randomUUID().toString();
        return new Keyed(key, Call.post(service.uri().resolve("/commits/" + key), Map.of(), new byte[0]));
    }
}
