package org.importsafety.benchmark.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.importsafety.benchmark.Arrivals;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.relay.OutboxProcess.Kind;

/** Our relay and the others, each with an outbox of its own and at work in its own rounds only: each of them reads all the time. */
final class OutboxProcesses {

    static final String OURS = "ours";
    static final String RAW = "raw loop, SKIP LOCKED";
    static final String DEBEZIUM = "Debezium, 500 ms";
    static final String DEBEZIUM_TUNED = "Debezium, 5 ms";

    private static final int PARTITIONS = 6;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private OutboxProcesses() {}

    /** One of them. */
    record OutboxService(String name, URI uri, Arrivals arrivals) {

        /** Returns when it is done. */
        void tell(String path) throws IOException, InterruptedException {
            int status = HTTP.send(
                            HttpRequest.newBuilder(uri.resolve(path))
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IllegalStateException(path + " of " + name + " was answered by " + status);
            }
        }
    }

    @FunctionalInterface
    interface RoundOf {
        Contender.Round of(OutboxService service);
    }

    /** All of them. PostgreSQL tells enough in its log for Debezium; that the others pay for it a little is theirs, too. */
    static List<Contender> prepare(Stage stage, RoundOf round) throws Exception {
        return prepare(stage, List.of(Kind.values()), round);
    }

    static List<Contender> prepare(Stage stage, List<Kind> kinds, RoundOf round) throws Exception {
        stage.restartPostgres(Map.of("wal_level", "logical"));
        stage.createTopics(PARTITIONS, kinds.stream().map(Kind::topic).toArray(String[]::new));
        List<Contender> contenders = new ArrayList<>();
        for (Kind kind : kinds) {
            stage.postgres().createDatabase(kind.database());
            stage.postgres().allowReplication(kind.database());
            URI uri = stage.program(
                    OutboxProcess.class,
                    String.valueOf(stage.postgres().port()),
                    stage.bootstrapServers(),
                    kind.name());
            Arrivals arrivals = stage.closing(new Arrivals(stage.bootstrapServers(), kind.topic(), null));
            contenders.add(new Contender(nameOf(kind), round.of(new OutboxService(nameOf(kind), uri, arrivals))));
        }
        return contenders;
    }

    private static String nameOf(Kind kind) {
        return switch (kind) {
            case OURS -> OURS;
            case SKIP_LOCKED -> RAW;
            case DEBEZIUM -> DEBEZIUM;
            case DEBEZIUM_TUNED -> DEBEZIUM_TUNED;
        };
    }
}
