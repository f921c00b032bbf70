package org.importsafety.benchmark.raw;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * The floor of paying: a loop that commits the intent for a batch, calls the provider for each, so many at a time, and commits what came
 * of it, what gathered meanwhile in one statement. Whatever is not clear is asked about again under the same id. {@code POST /plain/<n>}
 * pays n refunds, {@code POST /outbox/<n>} stores an event with each intent and each outcome as well. No rules, no leases, no cases.
 */
public final class RawPayout {

    public static final String DATABASE = "raw_payout";
    public static final String TOPIC = "raw.payouts";

    private static final String TABLE = """
            create table payout (
                id           uuid primary key,
                order_id     text not null,
                amount       bigint not null,
                state        text not null,
                provider_ref text,
                requested_at timestamptz,
                final_at     timestamptz
            );
            create index payout_planned on payout (id) where state = 'PLANNED'
            """;
    private static final String FILL = """
            insert into payout (id, order_id, amount, state)
            select gen_random_uuid(), gen_random_uuid()::text, 1000 + i % 90000, 'PLANNED' from generate_series(1, $1::int) i
            """;
    private static final String CLAIM = """
            with claimed as (
                update payout p set state = 'REQUESTED', requested_at = now()
                from (select id from payout where state = 'PLANNED' order by id limit $1 for update skip locked) due
                where p.id = due.id
                returning p.id, p.order_id, p.amount)
            """;
    private static final String SETTLE = """
            with settled as (
                update payout p set state = 'SETTLED', provider_ref = 'P-1', final_at = now()
                where id = any($1::uuid[]) and state = 'REQUESTED'
                returning id, order_id)
            """;
    private static final String TELL_CLAIMED = """
            , told as (insert into outbox (topic, key, payload) select $2, order_id, $3 from claimed)
            """;
    private static final String TELL_SETTLED = """
            insert into outbox (topic, key, payload) select $2, order_id, $3 from settled
            """;
    private static final String UNHEARD_OF = "UNHEARD_OF";
    private static final int EVENT_SIZE = 400;
    private static final String EVENT = new JsonObject()
            .put("type", "RefundSettled")
            .put("filler", "x".repeat(EVENT_SIZE))
            .encode();

    private final Vertx vertx;
    private final Pool pool;
    private final HttpClient http;
    private final URI provider;
    private final RawOutbox outbox;
    private final int inFlight;
    private final long timeLimitMillis;
    private final long askAgainMillis;
    private Run run;

    private RawPayout(
            Vertx vertx,
            int postgresPort,
            String bootstrapServers,
            URI provider,
            int inFlight,
            long limit,
            long again) {
        this.vertx = vertx;
        this.pool = RawClients.pool(vertx, postgresPort, DATABASE);
        this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(inFlight));
        this.provider = provider;
        this.outbox = RawOutbox.of(RawClients.jdbcUrl(postgresPort, DATABASE), DATABASE, bootstrapServers);
        this.inFlight = inFlight;
        this.timeLimitMillis = limit;
        this.askAgainMillis = again;
    }

    /** @param arguments HTTP port, PostgreSQL's port, Kafka's address, the provider's, calls at a time, their limit and pause in ms */
    public static void main(String[] arguments) throws SQLException {
        int postgresPort = Integer.parseInt(arguments[1]);
        try (Connection connection =
                        DriverManager.getConnection(RawClients.jdbcUrl(postgresPort, DATABASE), DATABASE, DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute(RawOutbox.TABLE);
        }
        Vertx vertx = Vertx.vertx();
        RawPayout payout = new RawPayout(
                vertx,
                postgresPort,
                arguments[2],
                URI.create(arguments[3]),
                Integer.parseInt(arguments[4]),
                Long.parseLong(arguments[5]),
                Long.parseLong(arguments[6]));
        vertx.createHttpServer()
                .requestHandler(payout::serve)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** {@code /fill/<n>}, then {@code /plain} or {@code /outbox}, answered when all is paid, with how many. */
    private void serve(HttpServerRequest request) {
        String[] path = request.path().split("/");
        switch (path[1]) {
            case "ready" -> RawClients.answer(request, 200);
            case "fill" ->
                pool.query("truncate payout")
                        .execute()
                        .compose(truncated -> pool.preparedQuery(FILL).execute(Tuple.of(Integer.parseInt(path[2]))))
                        .onSuccess(filled -> RawClients.answer(request, 200))
                        .onFailure(failure -> RawClients.fail(request, failure));
            default -> {
                run = new Run(path[1].equals("outbox"));
                run.whenOver
                        .future()
                        .onSuccess(settled -> request.response().end(String.valueOf(settled)))
                        .onFailure(failure -> RawClients.fail(request, failure));
                run.goOn();
            }
        }
    }

    private record Payment(UUID id, String orderId, long amount) {}

    /** On one event loop, the one of the request: nothing is shared. */
    private final class Run {
        private final boolean tells;
        private final Promise<Integer> whenOver = Promise.promise();
        private final Deque<Payment> claimed = new ArrayDeque<>();
        private List<UUID> paid = new ArrayList<>();
        private boolean claiming;
        private boolean writing;
        private boolean exhausted;
        private int calls;
        private int unclear;
        private int settled;

        private Run(boolean tells) {
            this.tells = tells;
        }

        private void goOn() {
            if (claimed.size() < inFlight && !claiming && !exhausted) {
                claim();
            }
            while (calls < inFlight && !claimed.isEmpty()) {
                call(claimed.poll());
            }
            if (!paid.isEmpty() && !writing) {
                settle();
            }
            if (exhausted && claimed.isEmpty() && calls + unclear == 0 && paid.isEmpty() && !writing) {
                whenOver.tryComplete(settled);
            }
        }

        private void claim() {
            claiming = true;
            Tuple arguments = tells ? Tuple.of(2 * inFlight, TOPIC, EVENT) : Tuple.of(2 * inFlight);
            pool.preparedQuery(CLAIM + (tells ? TELL_CLAIMED : "") + "select id, order_id, amount from claimed")
                    .execute(arguments)
                    .onSuccess(rows -> {
                        for (Row row : rows) {
                            claimed.add(new Payment(row.getUUID(0), row.getString(1), row.getLong(2)));
                        }
                        exhausted = rows.size() == 0;
                        claiming = false;
                        told();
                        goOn();
                    })
                    .onFailure(whenOver::tryFail);
        }

        private void call(Payment payment) {
            calls++;
            pay(payment).otherwise("no answer").onSuccess(status -> {
                calls--;
                answered(payment, status);
            });
        }

        private void ask(Payment payment) {
            send(HttpMethod.GET, "/refunds/" + payment.id(), null)
                    .otherwise("no answer")
                    .onSuccess(status -> {
                        unclear--;
                        answered(payment, status);
                    });
        }

        /** What the provider has never heard of, since the limit was over before it was sent, is paid after all. */
        private void answered(Payment payment, String status) {
            if (status.equals("SUCCESS")) {
                paid.add(payment.id());
            } else if (status.equals(UNHEARD_OF)) {
                claimed.add(payment);
            } else {
                unclear++;
                vertx.setTimer(askAgainMillis, timer -> ask(payment));
            }
            goOn();
        }

        private void settle() {
            writing = true;
            UUID[] batch = paid.toArray(UUID[]::new);
            paid = new ArrayList<>();
            Tuple arguments = Tuple.tuple().addArrayOfUUID(batch);
            if (tells) {
                arguments.addString(TOPIC).addString(EVENT);
            }
            pool.preparedQuery(SETTLE + (tells ? TELL_SETTLED : "select id from settled"))
                    .execute(arguments)
                    .onSuccess(rows -> {
                        settled += rows.rowCount();
                        writing = false;
                        told();
                        goOn();
                    })
                    .onFailure(whenOver::tryFail);
        }

        private void told() {
            if (tells) {
                outbox.wake();
            }
        }
    }

    private Future<String> pay(Payment payment) {
        return send(
                HttpMethod.POST,
                "/refunds",
                new JsonObject()
                        .put("refundRequestId", payment.id().toString())
                        .put("orderId", payment.orderId())
                        .put("lineNo", 1)
                        .put("amount", payment.amount())
                        .put("currency", "KRW")
                        .toBuffer());
    }

    /** Completes with the status that the provider tells; fails when it tells none in time. */
    private Future<String> send(HttpMethod method, String path, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(provider.getHost())
                .setPort(provider.getPort())
                .setURI(provider.getPath() + path)
                .setTimeout(timeLimitMillis);
        return http.request(options)
                .compose(request -> body == null
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json").send(body))
                .compose(response -> response.statusCode() == 404
                        ? Future.succeededFuture(UNHEARD_OF)
                        : response.body().map(answer -> answer.toJsonObject().getString("status")));
    }
}
