package org.importsafety.benchmark.block;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.importsafety.benchmark.Arrivals;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.HttpCalls;
import org.importsafety.benchmark.PostToArrival;
import org.importsafety.benchmark.Stage;
import org.importsafety.events.Topics;

/** The two services that a block goes through, and the raw pipelines beside them. */
final class BlockPaths {

    static final String OURS = "ours";

    /** With less, half of the CPU time is the compilers'. */
    static final Duration WARM_UP = Duration.ofSeconds(60);

    private BlockPaths() {}

    /** @param reports for all rounds of ours */
    static List<Contender> prepare(Stage stage, Effort effort, int reports) throws Exception {
        URI testing = stage.service("testing-service", "testing", Map.of());
        stage.service("enforcement-service", "enforcement", Map.of());
        return contenders(stage, testing, effort.reports(), reports);
    }

    private static List<Contender> contenders(Stage stage, URI testing, int perSecond, int count) throws Exception {
        HttpCalls http = stage.closing(new HttpCalls());
        List<PostToArrival.Keyed> reports =
                new FailingReports(testing, stage.tokens()).of(PlacedOrders.place(stage.bootstrapServers(), count));
        Arrivals blocks =
                stage.closing(new Arrivals(stage.bootstrapServers(), Topics.ENFORCEMENT.name(), "SaleBlocked"));
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(OURS, new PostToArrival(http, reports.iterator(), blocks, perSecond)));
        contenders.addAll(RawPipeline.start(stage).contenders(http, perSecond));
        return contenders;
    }
}
