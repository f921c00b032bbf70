package org.importsafety.benchmark.block;

import java.net.URI;
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
    static final int PER_SECOND = 100;

    private BlockPaths() {}

    static List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        URI testing = stage.service("testing-service", "testing", Map.of());
        stage.service("enforcement-service", "enforcement", Map.of());
        return contenders(stage, testing, effort);
    }

    /** @param testing where testing-service is; enforcement-service runs too */
    static List<Contender> contenders(Stage stage, URI testing, Effort effort) throws Exception {
        HttpCalls http = stage.closing(new HttpCalls());
        int calls = effort.calls(PER_SECOND);
        List<PostToArrival.Keyed> reports =
                new FailingReports(testing, stage.tokens()).of(PlacedOrders.place(stage.bootstrapServers(), calls));
        Arrivals blocks =
                stage.closing(new Arrivals(stage.bootstrapServers(), Topics.ENFORCEMENT.name(), "SaleBlocked"));
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(OURS, new PostToArrival(http, reports.iterator(), blocks, PER_SECOND)));
        contenders.addAll(RawPipeline.start(stage).contenders(http, PER_SECOND));
        return contenders;
    }
}
