package org.importsafety.benchmark.block;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.importsafety.benchmark.Benchmark;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Contender.Round;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Figure;
import org.importsafety.benchmark.Goal;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;

/** The block has to come through while the refunds of another one are being paid. */
public final class BlockUnderBulk implements Benchmark {

    private static final int LINES = 1_000_000;
    private static final int QUICK_LINES = 150_000;

    @Override
    public String name() {
        return "block-under-bulk";
    }

    @Override
    public String question() {
        return "As block-latency, while refund-service pays a case of 1,000,000 order lines through a provider that answers at once, on the"
                + " same machine, PostgreSQL and Kafka. The floor is under the same load.";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.P50, Figure.P99, Figure.P999, Figure.MAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.below(Figure.P99, BlockPaths.OURS, Duration.ofSeconds(1)),
                Goal.within("1.50", Figure.P99, BlockPaths.OURS, RawPipeline.DIRECT));
    }

    @Override
    public List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        URI testing = stage.service("testing-service", "testing", Map.of());
        stage.service("enforcement-service", "enforcement", Map.of());
        List<Contender> contenders = BlockPaths.contenders(stage, testing, effort);
        BulkRefunds refunds = BulkRefunds.start(stage, testing, effort.quick() ? QUICK_LINES : LINES);
        return contenders.stream()
                .map(contender -> new Contender(contender.name(), under(refunds, contender.round())))
                .toList();
    }

    private static Round under(BulkRefunds refunds, Round round) {
        return time -> {
            Sample sample = round.run(time);
            if (refunds.unpaid() == 0) {
                throw new IllegalStateException("the refunds were over before the measurement: take shorter rounds");
            }
            return sample;
        };
    }
}
