package org.importsafety.benchmark.relay;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.importsafety.benchmark.Benchmark;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Figure;
import org.importsafety.benchmark.Goal;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.relay.OutboxProcesses.OutboxService;

/** How fast a backlog goes out once Kafka is there again. */
public final class RelayDrain implements Benchmark {

    private static final int ROWS = 200_000;
    private static final int QUICK_ROWS = 20_000;

    @Override
    public String name() {
        return "relay-drain";
    }

    @Override
    public String question() {
        return "An outbox with %,d rows, committed a thousand at a time while nobody sent them, from the first record at a consumer to the last"
                        .formatted(ROWS)
                + ". The raw loop takes a thousand rows by DELETE .. SKIP LOCKED, sends them and commits when Kafka"
                + " has them; Debezium's embedded engine reads them from the log, and nothing deletes its rows.";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.RATE, Figure.TOOK);
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.atLeast("0.85", Figure.RATE, OutboxProcesses.OURS, OutboxProcesses.RAW),
                Goal.atLeast("1.00", Figure.RATE, OutboxProcesses.OURS, OutboxProcesses.DEBEZIUM),
                Goal.atLeast("1.00", Figure.RATE, OutboxProcesses.OURS, OutboxProcesses.DEBEZIUM_TUNED));
    }

    @Override
    public List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        int rows = effort.quick() ? QUICK_ROWS : ROWS;
        return OutboxProcesses.prepare(stage, service -> time -> drain(service, rows));
    }

    static Sample drain(OutboxService service, int rows) throws Exception {
        String series = UUID.randomUUID().toString();
        service.tell("/rows/" + series + "/" + rows);
        service.tell("/start");
        Sample sample = service.arrivals()
                .drained(IntStream.rangeClosed(1, rows)
                        .mapToObj(n -> series + "-" + n)
                        .collect(Collectors.toSet()));
        service.tell("/stop");
        return sample;
    }
}
