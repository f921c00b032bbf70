package org.importsafety.benchmark.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.HttpCalls;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.relay.OutboxProcess.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A broker, a database and three programs start for it: too long for every build. */
@Tag("full")
class OutboxProcessesTest {

    /** Debezium's other one differs by its pause alone. */
    private static final List<Kind> KINDS = List.of(Kind.OURS, Kind.SKIP_LOCKED, Kind.DEBEZIUM_TUNED);

    private static final int ROWS = 1500;
    private static final int PER_SECOND = 50;

    @Test
    void every_row_of_a_backlog_and_every_later_commit_arrives_whoever_relays_it() throws Exception {
        try (Stage stage = new Stage(Path.of(".."), null)) {
            HttpCalls http = stage.closing(new HttpCalls());
            for (Contender contender : OutboxProcesses.prepare(stage, KINDS, service -> time -> {
                Sample drained = RelayDrain.drain(service, ROWS);
                assertEquals(ROWS, drained.done(), service.name());
                assertEquals(0, drained.lost(), service.name());
                return RelayLatency.measure(service, RelayLatency.commits(service, http, PER_SECOND), time);
            })) {
                Sample sample = contender.round().run(Duration.ofSeconds(1));
                assertEquals(PER_SECOND, sample.done(), contender.name());
                assertEquals(0, sample.lost(), contender.name());
                assertTrue(sample.latencies().getMinValue() > 0, contender.name());
            }
        }
    }
}
