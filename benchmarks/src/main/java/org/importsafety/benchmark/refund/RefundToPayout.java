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
    private static final int QUICK_PER_SECOND = 500;
    private static final int PARTITIONS = 12;
    private static final int IN_FLIGHT = 64;
    private static final int TIME_LIMIT_MILLIS = 250;
    private static final int ASK_AGAIN_MILLIS = 500;

    /** How refund-service pays here. */
    static final Map<String, String> PAYING = Map.of(
            "QUARKUS_REST_CLIENT_PROVIDER_READ_TIMEOUT",
            String.valueOf(TIME_LIMIT_MILLIS),
            "QUARKUS_REST_CLIENT_PROVIDER_CONNECTION_POOL_SIZE",
            String.valueOf(IN_FLIGHT),
            "REFUND_IN_FLIGHT",
            String.valueOf(IN_FLIGHT),
            "REFUND_ASK_AGAIN",
            ASK_AGAIN_MILLIS + "ms");

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
        RefundDatabase database =
                RefundDatabase.start(stage, provider.resolve("/provider").toString(), PAYING);
        return contenders(stage, database, provider, effort.quick() ? QUICK_PER_SECOND : PER_SECOND);
    }

    List<Contender> contenders(Stage stage, RefundDatabase database, URI provider, int perSecond) throws Exception {
        stage.createTopics(PARTITIONS, RawPayout.TOPIC);
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
                new Contender(OURS, time -> ours(database, provider, refunds(time, perSecond))),
                new Contender(PLAIN, time -> raw(raw, provider, "/plain", refunds(time, perSecond))),
                new Contender(OUTBOX, time -> raw(raw, provider, "/outbox", refunds(time, perSecond))));
    }

    private Sample ours(RefundDatabase database, URI provider, int refunds) throws Exception {
        String listing = "PAYOUT" + cases.incrementAndGet();
        WaitingRefunds.insert(database, listing, refunds);
        Payments before = payments(provider);
        long begin = System.nanoTime();
        WaitingRefunds.letPay(database, listing);
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

    private static int refunds(Duration time, int perSecond) {
        return Math.toIntExact(time.toMillis() * perSecond / 1000);
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
}
