package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.importsafety.refund.cases.RefundCase.Pace;
import org.importsafety.refund.cases.RefundCase.Planned;
import org.importsafety.refund.cases.RefundCase.Tally;

/** The table refund_case, and what the refunds of a case come to. */
@ApplicationScoped
class Cases {
    /** In the order of the index: else the database may read all that is paid already to find what is not. */
    private static final String UNFINISHED = """
            (exists (select from (select from refund where case_id = c.case_id and state = 'PLANNED'
                                  order by currency limit 1) planned)
             or exists (select from (select from refund where case_id = c.case_id and state = 'REQUESTED'
                                     order by currency limit 1) requested))
            """;

    private static final String OPEN = """
            insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned, completions,
                                     opened_at)
            values ($1, $2, $3, $4, $5, 'OPEN', 'NOT_YET', 0, $6)
            on conflict do nothing
            """;
    private static final String WAITING = "select case_id from refund_case c"
            + " where state = 'OPEN' and (not released and planned <> 'WHOLE' or not " + UNFINISHED
            + ") order by opened_at, case_id";
    private static final String LOCK =
            "select * from refund_case where case_id = $1 and state = 'OPEN' for update skip locked";
    private static final String IS_UNFINISHED = "select " + UNFINISHED + " from (select $1::text as case_id) c";
    private static final String PLANNED =
            "update refund_case set planned = $2 where case_id = $1 returning lines_planned";
    private static final String COUNT = """
            update refund_case c
            set lines = (select count(*) from purchase p where p.listing_id = c.listing_id and p.paid_at >= c.refund_from)
            where case_id = $1 and lines is null
            """;
    private static final String COMPLETE = """
            update refund_case set state = 'COMPLETED', completions = completions + 1, completed_at = $2
            where case_id = $1
            """;
    private static final String TALLIES = """
            select state, currency, count(*) as refunds, sum(amount)::bigint as amount
            from refund where case_id = $1 group by state, currency order by state, currency
            """;
    private static final String PACE = """
            select count(*) as refunds, min(final_at) as since from refund
            where case_id = $1 and state in ('SETTLED', 'FAILED') and final_at > $2
            """;
    private static final String HOLD = "select released from refund_case where case_id = $1 for update";
    private static final String RELEASE =
            "update refund_case set released = true, held_for = null, awaits_approval = false where case_id = $1";
    private static final String OPEN_AGAIN = """
            update refund_case
            set released = false, state = 'OPEN', planned = 'NOT_YET', refund_from = $2, feed_ends = $3, completed_at = null,
                planned_to_paid_at = null, planned_to_order = '', planned_to_line = 0, lines_planned = 0, lines = null,
                planned_ahead = true
            where case_id = $1 and released
            """;
    private static final String LIST = "select * from refund_case where case_id > $1 order by case_id limit $2";
    private static final String FIND = "select * from refund_case where case_id = $1";

    private final Pool pool;

    Cases(Pool pool) {
        this.pool = pool;
    }

    /** A case whose row this transaction holds. */
    record Locked(RefundCase refundCase, String feedEnds, boolean unfinished) {}

    /** A case as it is shown. @param hold null while it is not held @param pause null while it is not paused */
    record Shown(
            String caseId,
            String blockId,
            String listingId,
            Instant refundFrom,
            String state,
            String planned,
            boolean released,
            Hold hold,
            Pause pause,
            boolean awaitsApproval,
            Long lines,
            long linesPlanned,
            Instant openedAt,
            Instant completedAt) {}

    /** What a case waits for. @param by an opaque id, or the rule's name @param since programme time */
    record Hold(String by, String reason, Instant since) {}

    /** @return false when the case was there before */
    Uni<Boolean> open(
            SqlConnection connection,
            String caseId,
            String blockId,
            String listingId,
            Instant refundFrom,
            String feedEnds,
            Instant now) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.from(new Object[] {
                    caseId,
                    blockId,
                    listingId,
                    refundFrom.atOffset(ZoneOffset.UTC),
                    feedEnds,
                    now.atOffset(ZoneOffset.UTC)
                }))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * A released case is to be planned again, up to the orders feed's end as of the new block.
     *
     * @return false when the case is not released
     */
    Uni<Boolean> openAgain(SqlConnection connection, String caseId, Instant refundFrom, String feedEnds) {
        return connection
                .preparedQuery(OPEN_AGAIN)
                .execute(Tuple.of(caseId, refundFrom.atOffset(ZoneOffset.UTC), feedEnds))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * From here to the commit nobody plans or completes the case.
     *
     * @return false when there is no such case, or it is released already
     */
    Uni<Boolean> release(SqlConnection connection, String caseId) {
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(caseId))
                .map(Cases::first)
                .chain(row -> row == null || row.getBoolean(0)
                        ? Uni.createFrom().item(false)
                        : connection
                                .preparedQuery(RELEASE)
                                .execute(Tuple.of(caseId))
                                .replaceWith(true));
    }

    /** Cases for which there may be a step to take. */
    Uni<List<String>> waiting() {
        return pool.query(WAITING).execute().map(rows -> list(rows, row -> row.getString(0)));
    }

    /** @return null when the case is complete, or another instance is at it */
    Uni<Locked> lock(SqlConnection connection, String caseId) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(caseId))
                .map(Cases::first)
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : connection
                                .preparedQuery(IS_UNFINISHED)
                                .execute(Tuple.of(caseId))
                                .map(unfinished -> new Locked(
                                        new RefundCase(
                                                caseId,
                                                row.getString("listing_id"),
                                                Planned.valueOf(row.getString("planned")),
                                                row.getInteger("completions"),
                                                row.getBoolean("released")),
                                        row.getString("feed_ends"),
                                        first(unfinished).getBoolean(0))));
    }

    /** @return how many lines of it were looked at */
    Uni<Long> planned(SqlConnection connection, String caseId, Planned planned) {
        return connection
                .preparedQuery(PLANNED)
                .execute(Tuple.of(caseId, planned.name()))
                .map(rows -> first(rows).getLong(0));
    }

    /** Counts the lines that are to be planned, before the first chunk. */
    Uni<Void> count(SqlConnection connection, String caseId) {
        return connection.preparedQuery(COUNT).execute(Tuple.of(caseId)).replaceWithVoid();
    }

    Uni<Void> complete(SqlConnection connection, String caseId, Instant now) {
        return connection
                .preparedQuery(COMPLETE)
                .execute(Tuple.of(caseId, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<List<Tally>> tallies(SqlConnection connection, String caseId) {
        return connection.preparedQuery(TALLIES).execute(Tuple.of(caseId)).map(Cases::tallies);
    }

    Uni<List<Tally>> tallies(String caseId) {
        return pool.preparedQuery(TALLIES).execute(Tuple.of(caseId)).map(Cases::tallies);
    }

    /** How fast refunds of the case became final of late. @param since programme time; what was before does not count */
    Uni<Pace> pace(String caseId, Instant since) {
        return pool.preparedQuery(PACE)
                .execute(Tuple.of(caseId, since.atOffset(ZoneOffset.UTC)))
                .map(Cases::first)
                .map(row -> new Pace(
                        row.getLong("refunds"),
                        row.getOffsetDateTime("since") == null
                                ? null
                                : row.getOffsetDateTime("since").toInstant()));
    }

    Uni<List<Shown>> list(String after, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(after, limit)).map(rows -> list(rows, Cases::shown));
    }

    /** @return null when there is none */
    Uni<Shown> find(String caseId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(caseId))
                .map(Cases::first)
                .onItem()
                .ifNotNull()
                .transform(Cases::shown);
    }

    private static List<Tally> tallies(RowSet<Row> rows) {
        return list(
                rows,
                row -> new Tally(
                        row.getString("state"),
                        row.getString("currency"),
                        row.getLong("refunds"),
                        row.getLong("amount")));
    }

    private static Shown shown(Row row) {
        var completedAt = row.getOffsetDateTime("completed_at");
        return new Shown(
                row.getString("case_id"),
                row.getString("block_id"),
                row.getString("listing_id"),
                row.getOffsetDateTime("refund_from").toInstant(),
                row.getString("state"),
                row.getString("planned"),
                row.getBoolean("released"),
                row.getString("held_for") == null
                        ? null
                        : new Hold(
                                row.getString("held_by"),
                                row.getString("held_reason"),
                                row.getOffsetDateTime("held_at").toInstant()),
                row.getBoolean("paused") ? CasePauses.pause(row) : null,
                row.getBoolean("awaits_approval"),
                row.getLong("lines"),
                row.getLong("lines_planned"),
                row.getOffsetDateTime("opened_at").toInstant(),
                completedAt == null ? null : completedAt.toInstant());
    }

    private static Row first(RowSet<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? iterator.next() : null;
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> item) {
        return StreamSupport.stream(rows.spliterator(), false).map(item).toList();
    }
}
