package org.importsafety.benchmark.block;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.importsafety.benchmark.Arrivals;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Golden;
import org.importsafety.benchmark.HttpCalls;
import org.importsafety.benchmark.HttpCalls.Call;
import org.importsafety.benchmark.PostToArrival;
import org.importsafety.benchmark.PostToArrival.Keyed;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.raw.RawBlocks;
import org.importsafety.benchmark.raw.RawReports;

/** Two processes of raw clients in the place of the two services, reached by the same calls. */
public final class RawPipeline {

    /** Sends after the commit: what a crash between the two takes with it is lost. */
    public static final String DIRECT = "raw, no outbox";

    /** As safe as ours. */
    public static final String OUTBOX = "raw, outbox";

    private static final int PARTITIONS = 6;

    private final Stage stage;
    private final URI reports;

    private RawPipeline(Stage stage, URI reports) {
        this.stage = stage;
        this.reports = reports;
    }

    public static RawPipeline start(Stage stage) throws Exception {
        stage.createTopics(
                PARTITIONS,
                RawReports.DIRECT_TOPIC,
                RawReports.OUTBOX_TOPIC,
                RawBlocks.DIRECT_TOPIC,
                RawBlocks.OUTBOX_TOPIC);
        stage.postgres().createDatabase(RawReports.DATABASE);
        stage.postgres().createDatabase(RawBlocks.DATABASE);
        String postgresPort = String.valueOf(stage.postgres().port());
        stage.program(
                RawBlocks.class,
                postgresPort,
                stage.bootstrapServers(),
                Golden.event("SaleBlocked").toString());
        URI reports = stage.program(
                RawReports.class,
                postgresPort,
                stage.bootstrapServers(),
                Golden.event("TestFailed").toString());
        return new RawPipeline(stage, reports);
    }

    public List<Contender> contenders(HttpCalls http, int perSecond) {
        return List.of(
                contender(DIRECT, "direct", RawBlocks.DIRECT_TOPIC, http, perSecond),
                contender(OUTBOX, "outbox", RawBlocks.OUTBOX_TOPIC, http, perSecond));
    }

    private Contender contender(String name, String path, String topic, HttpCalls http, int perSecond) {
        Arrivals arrivals = stage.closing(new Arrivals(stage.bootstrapServers(), topic, null));
        Iterator<Keyed> calls = Stream.generate(() -> call(path)).iterator();
        return new Contender(name, new PostToArrival(http, calls, arrivals, perSecond));
    }

    private Keyed call(String path) {
        String key = UUID.randomUUID().toString();
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        return new Keyed(
                key, Call.post(reports.resolve("/" + path + "/" + key), headers, FailingReports.body("R-" + key)));
    }
}
