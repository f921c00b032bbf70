package org.importsafety.refund.interest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The table interest_payment, and what is owed and paid of the interest of a case. */
@ApplicationScoped
public class InterestPayments {
    private static final String LOCK = """
            select amount, paid from delay_interest where refund_id = $1 and case_id = $2 for update
            """;
    private static final String UNDER_REFERENCE =
            "select * from interest_payment where refund_id = $1 and reference = $2";
    private static final String ADD = """
            with paid as (
                insert into interest_payment (refund_id, reference, amount, paid_by, paid_at) values ($1, $2, $3, $4, $5))
            update delay_interest set paid = paid + $3 where refund_id = $1
            """;
    private static final String SUMS = """
            select currency, sum(amount)::bigint as owed, sum(paid)::bigint as paid
            from delay_interest where case_id = $1 group by currency order by currency
            """;
    private static final String LIST = """
            select * from delay_interest where case_id = $1 and refund_id > $2 order by refund_id limit $3
            """;

    private final Pool pool;

    InterestPayments(Pool pool) {
        this.pool = pool;
    }

    /** Minor units. @param owed in all, paid or not */
    public record Sum(String currency, long owed, long paid) {}

    /** What is owed of a refund, by the row that this transaction holds. @param known under the reference; null for none */
    record Locked(long owed, long paid, InterestPayment known) {}

    /**
     * Interest of one refund, as it is shown. @param owed in all, minor units @param paid of it @param percent a year
     * @param dueOn the last day in time @param days how many later the refund was paid
     */
    record Shown(UUID refundId, String currency, long owed, long paid, int percent, LocalDate dueOn, long days) {}

    /** @return null when no interest is owed of the refund in this case */
    Uni<Locked> lock(SqlConnection connection, String caseId, UUID refundId, String reference) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(refundId, caseId))
                .chain(owed -> owed.size() == 0
                        ? Uni.createFrom().nullItem()
                        : connection
                                .preparedQuery(UNDER_REFERENCE)
                                .execute(Tuple.of(refundId, reference))
                                .map(known -> new Locked(
                                        owed.iterator().next().getLong("amount"),
                                        owed.iterator().next().getLong("paid"),
                                        list(known, InterestPayments::payment).stream()
                                                .findFirst()
                                                .orElse(null))));
    }

    Uni<Void> add(SqlConnection connection, UUID refundId, InterestPayment payment) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        refundId,
                        payment.reference(),
                        payment.amount(),
                        payment.by(),
                        payment.at().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Of a case, by currency; empty where nothing was late. */
    public Uni<List<Sum>> sums(String caseId) {
        return pool.preparedQuery(SUMS)
                .execute(Tuple.of(caseId))
                .map(rows -> list(
                        rows, row -> new Sum(row.getString("currency"), row.getLong("owed"), row.getLong("paid"))));
    }

    /** @param after a refund, exclusive */
    Uni<List<Shown>> list(String caseId, UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(caseId, after, limit))
                .map(rows -> list(
                        rows,
                        row -> new Shown(
                                row.getUUID("refund_id"),
                                row.getString("currency"),
                                row.getLong("amount"),
                                row.getLong("paid"),
                                row.getInteger("percent"),
                                row.getLocalDate("due_on"),
                                row.getLong("days"))));
    }

    private static InterestPayment payment(Row row) {
        Instant at = row.getOffsetDateTime("paid_at").toInstant();
        return new InterestPayment(row.getString("reference"), row.getLong("amount"), row.getString("paid_by"), at);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> item) {
        return StreamSupport.stream(rows.spliterator(), false).map(item).toList();
    }
}
