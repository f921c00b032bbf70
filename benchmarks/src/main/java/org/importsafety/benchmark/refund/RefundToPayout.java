package org.importsafety.benchmark.refund;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.importsafety.benchmark.Benchmark;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Figure;
import org.importsafety.benchmark.Goal;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.raw.RawPayout;
import org.importsafety.benchmark.raw.StubProvider;

/** How many refunds a second are paid, each once, at a provider that is not always clear. */
public final class RefundToPayout implements Benchmark {

    private static final String OURS = "ours";
    private static final String PLAIN = "raw loop";
    private static final String OUTBOX = "raw loop, outbox";

    private static final int PER_SECOND = 2000;
    private static final int PARTITIONS = 12;
    private static final int IN_FLIGHT = 64;
    private static final int TIME_LIMIT_MILLIS = 250;
    private static final int ASK_AGAIN_MILLIS = 500;

    /** A case that is planned already and waits, as one does while an appeal is open. */
    private static final String CASE = """
            insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned, completions,
                                     opened_at, held_for, held_by, held_reason, held_at)
            values ('2026-10:%1$s', 'block', '%1$s', now(), 'platform.orders.v1/0=0', 'OPEN', 'WHOLE', 0, now(), 'x', 'x', 'x', now());
            insert into refund (refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, paid, currency, state,
                                attempt, planned_at)
            select name_uuid('2026-10:%1$s|' || '%1$s-' || i || '|1'), '2026-10:%1$s', '%1$s-' || i, 1, '%1$s', 'b' || i,
                   1000 + i %% 90000, 1000 + i %% 90000, 'KRW', 'PLANNED', 0, now()
            from generate_series(1, %2$d) i
            """;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger cases = new AtomicInteger();

    @Override
    public String name() {
        return "refund-to-payout";
    }

    @Override
    public String question() {
        return "2,000 planned refunds for each second of a round are paid as fast as they can be, from the end of the case's hold to the last"
                + " outcome, " + IN_FLIGHT
                + " calls at a time. The provider answers after 1 ms; 1 % of the calls are paid and never answered"
                + " (time limit " + TIME_LIMIT_MILLIS
                + " ms), 1 % are answered by PROCESSING. The floors commit intent and outcome too, in"
                + " one process with raw clients and no rules, without and with an event for each. Lost: not paid, or paid twice.";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.RATE, Figure.TOOK, Figure.HEAP);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.atLeast("0.80", Figure.RATE, OURS, OUTBOX), Goal.atLeast("0.80", Figure.RATE, OURS, PLAIN));
    }

    @Override
    public List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        URI provider = stage.program(StubProvider.class);
        RefundDatabase database = RefundDatabase.start(
                stage,
                provider.resolve("/provider").toString(),
                Map.of(
                        "QUARKUS_REST_CLIENT_PROVIDER_READ_TIMEOUT",
                        String.valueOf(TIME_LIMIT_MILLIS),
                        "QUARKUS_REST_CLIENT_PROVIDER_CONNECTION_POOL_SIZE",
                        String.valueOf(IN_FLIGHT),
                        "REFUND_IN_FLIGHT",
                        String.valueOf(IN_FLIGHT),
                        "REFUND_ASK_AGAIN",
                        ASK_AGAIN_MILLIS + "ms"));
        createTopic(stage.bootstrapServers());
        stage.postgres().createDatabase(RawPayout.DATABASE);
        URI raw = stage.program(
                RawPayout.class,
                String.valueOf(stage.postgres().port()),
                stage.bootstrapServers(),
                provider.resolve("/provider").toString(),
                String.valueOf(IN_FLIGHT),
                String.valueOf(TIME_LIMIT_MILLIS),
                String.valueOf(ASK_AGAIN_MILLIS));
        return List.of(
                new Contender(OURS, time -> ours(database, provider, refunds(time))),
                new Contender(PLAIN, time -> raw(raw, provider, "/plain", refunds(time))),
                new Contender(OUTBOX, time -> raw(raw, provider, "/outbox", refunds(time))));
    }

    private Sample ours(RefundDatabase database, URI provider, int refunds) throws Exception {
        String listing = "PAYOUT" + cases.incrementAndGet();
        database.run(CASE.formatted(listing, refunds));
        Payments before = payments(provider);
        long begin = System.nanoTime();
        database.run("update refund_case set held_for = null where listing_id = '" + listing + "'");
        database.await("select state = 'COMPLETED' from refund_case where listing_id = '" + listing + "'");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        database.await("select not exists (select from outbox)"); // what is still to be sent is not the next one's load
        long settled = database.number(
                "select count(*) from refund where state = 'SETTLED' and listing_id = '" + listing + "'");
        return Sample.ofRate(
                refunds, refunds - settled + payments(provider).wrongSince(before, refunds), took, database.heap());
    }

    private Sample raw(URI raw, URI provider, String kind, int refunds) throws Exception {
        post(raw.resolve("/fill/" + refunds));
        Payments before = payments(provider);
        long begin = System.nanoTime();
        long settled = Long.parseLong(post(raw.resolve(kind)));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return Sample.ofRate(refunds, refunds - settled + payments(provider).wrongSince(before, refunds), took, 0);
    }

    private static int refunds(Duration time) {
        return Math.toIntExact(time.toMillis() * PER_SECOND / 1000);
    }

    /** As the provider counts them. @param lines that were paid @param doubles payments of lines that were paid before */
    private record Payments(long lines, long doubles) {
        long wrongSince(Payments before, int expected) {
            return Math.abs(expected - (lines - before.lines)) + doubles - before.doubles;
        }
    }

    private Payments payments(URI provider) throws IOException, InterruptedException {
        String[] told = post(provider.resolve("/payments")).split(" ");
        return new Payments(Long.parseLong(told[0]), Long.parseLong(told[1]));
    }

    private String post(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(uri + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(RawPayout.TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }
}
