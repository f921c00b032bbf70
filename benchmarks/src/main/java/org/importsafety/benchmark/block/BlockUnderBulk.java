package org.importsafety.benchmark.block;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.importsafety.benchmark.Benchmark;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Figure;
import org.importsafety.benchmark.Goal;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.refund.RefundBulk;

/** How long a sale goes on after the laboratory's report while a recall as large as there ever was is paid back. */
public final class BlockUnderBulk implements Benchmark {

    private static final String OURS_LOADED = BlockPaths.OURS + ", loaded";
    private static final String RAW_LOADED = RawPipeline.DIRECT + ", loaded";

    @Override
    public String name() {
        return "block-under-bulk";
    }

    @Override
    public String question() {
        return "As block-latency, with refund-service beside it on the same broker and database server: unloaded it rests; loaded it plans a"
                + " million refunds (`--affected`), pays as many as it can of another million at a provider of 1 ms, and takes 500 new orders a"
                + " second. Beside it: how many refunds a second were planned or paid meanwhile.";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.P50, Figure.P99, Figure.P999, Figure.MAX, Figure.BULK);
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.below(Figure.P99, OURS_LOADED, Duration.ofSeconds(1)),
                Goal.within("2.00", Figure.P99, OURS_LOADED, BlockPaths.OURS),
                Goal.within("1.50", Figure.P99, OURS_LOADED, RAW_LOADED));
    }

    @Override
    public Duration warmUp() {
        return BlockPaths.WARM_UP;
    }

    @Override
    public List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        List<Contender> unloaded = BlockPaths.prepare(stage, effort, 2 * effort.calls(effort.reports())).stream()
                .filter(contender -> !contender.name().equals(RawPipeline.OUTBOX))
                .toList();
        RefundBulk bulk = RefundBulk.start(stage, effort.affected());
        List<Contender> contenders = new ArrayList<>(unloaded);
        unloaded.forEach(contender -> contenders.add(loaded(contender, bulk)));
        return contenders;
    }

    private static Contender loaded(Contender unloaded, RefundBulk bulk) {
        return new Contender(
                unloaded.name() + ", loaded",
                time -> bulk.beside(() -> unloaded.round().run(time)));
    }
}
