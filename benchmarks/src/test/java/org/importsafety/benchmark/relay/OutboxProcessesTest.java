package org.importsafety.benchmark.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.HttpCalls;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A broker, a database and four programs start for it: too long for every build. */
@Tag("full")
class OutboxProcessesTest {

    private static final int ROWS = 2500;
    private static final int PER_SECOND = 50;

    @Test
    void every_row_of_a_backlog_and_every_later_commit_arrives_whoever_relays_it() throws Exception {
        try (Stage stage = new Stage(Path.of(".."), null)) {
            HttpCalls http = stage.closing(new HttpCalls());
            for (Contender contender : OutboxProcesses.prepare(stage, service -> time -> {
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
