package org.importsafety.benchmark.block;

import java.time.Duration;
import java.util.List;
import org.importsafety.benchmark.Benchmark;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Figure;
import org.importsafety.benchmark.Goal;
import org.importsafety.benchmark.Stage;

/** How long a sale goes on after the laboratory's report, on an idle system. */
public final class BlockLatency implements Benchmark {

    @Override
    public String name() {
        return "block-latency";
    }

    @Override
    public String question() {
        return "100 failing reports a second (`--reports`), from the intended time of `POST /test-orders/{id}/reports` to SaleBlocked at a consumer,"
                + " through testing-service and enforcement-service. The floor does the same durable steps with raw clients and no rules:"
                + " HTTP, insert, Kafka, insert of inbox and block, Kafka.";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.P50, Figure.P99, Figure.P999, Figure.MAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.within("1.25", Figure.P50, BlockPaths.OURS, RawPipeline.DIRECT),
                Goal.within("1.50", Figure.P99, BlockPaths.OURS, RawPipeline.DIRECT),
                Goal.below(Figure.P99, BlockPaths.OURS, Duration.ofMillis(100)));
    }

    @Override
    public Duration warmUp() {
        return BlockPaths.WARM_UP;
    }

    @Override
    public List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        return BlockPaths.prepare(stage, effort, effort.calls(effort.reports()));
    }
}
