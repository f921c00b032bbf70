package org.importsafety.benchmark.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.HttpCalls;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Brokers, a database and three programs start for it: too long for every build. */
@Tag("full")
class RawPipelineTest {

    private static final int PER_SECOND = 50;

    @Test
    void every_call_of_a_round_arrives_as_a_record_at_the_other_end() throws Exception {
        try (Stage stage = new Stage(Path.of(".."), null)) {
            HttpCalls http = stage.closing(new HttpCalls());
            List<Contender> floors = RawPipeline.start(stage).contenders(http, PER_SECOND);

            for (Contender floor : floors) {
                Sample sample = floor.round().run(Duration.ofSeconds(1));
                assertEquals(PER_SECOND, sample.done(), floor.name());
                assertEquals(0, sample.lost(), floor.name());
                assertTrue(sample.latencies().getMinValue() > 0, floor.name());
            }
        }
    }
}
