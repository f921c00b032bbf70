package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.importsafety.refund.RefundSettings;
import org.jboss.logging.Logger;

/**
 * Which order lines are refunded: those of the case's listing, paid since its refundFrom, not cancelled, not for
 * nothing; and each by what others have not paid back already. Planning again adds what is missing and nothing else. While the block of a case has ended, nothing is planned
 * for it; when the sale is blocked again, what was stopped is due again, as the same refund.
 *
 * <p>No line falls between intake and a new case. Whoever takes in lines holds the gate shared, whoever opens a case
 * holds it alone, both until they commit. So a batch either committed before the case was there, and planning the case
 * sees its lines; or it began after, sees the case, and plans its own new lines.
 */
@ApplicationScoped
public class Plan {
    private static final Logger LOG = Logger.getLogger(Plan.class);
    private static final long GATE = 0x52454655_4E44L;
    /** A tenth of a second's work; smaller ones cost more in all. */
    private static final int CHUNK = 10_000;

    /** Of the rows of a chunk: what is left of the line's price, where something is. */
    private static final String REFUND = """
            insert into refund (refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, paid, currency,
                                state, attempt, planned_at)
            select uuid_of_hash(p.hash), p.case_id, p.order_id, p.line_no, p.listing_id, p.buyer_ref, p.amount - coalesce(e.amount, 0), p.amount,
                   p.currency, 'PLANNED', 0, $1
            from chunk p
            left join (
                select order_id, line_no, currency, sum(amount)::bigint as amount from refunded_elsewhere
                where (order_id, line_no) in (select order_id, line_no from chunk)
                group by order_id, line_no, currency) e using (order_id, line_no, currency)
            where p.amount > coalesce(e.amount, 0)
              and not exists (select from cancellation x where x.order_id = p.order_id and x.line_no = p.line_no)
            order by p.order_id, p.line_no, p.opened_at, p.case_id
            """;

    /** What this case has planned already, or another one refunds. */
    private static final String ON_CONFLICT = " on conflict do nothing ";

    private static final String HASH = "decode(md5(c.case_id || '|' || l.order_id || '|' || l.line_no), 'hex') as hash";
    private static final String PLAN_LINES = """
            with chunk as materialized (
                select c.case_id, c.opened_at, l.*, %s
                from unnest($2::text[], $3::int[], $4::text[], $5::timestamptz[])
                    as late (order_id, line_no, listing_id, paid_at)
                join purchase l using (listing_id, paid_at, order_id, line_no)
                join refund_case c on c.listing_id = l.listing_id and c.refund_from <= l.paid_at and not c.released)
            """.formatted(HASH) + REFUND + ON_CONFLICT + " returning case_id";

    /** The first condition on paid_at follows from the second; it spares the database the months before. */
    private static final String PLAN_CHUNK = """
            with chunk as materialized (
                select c.case_id, c.opened_at, l.*, %s from refund_case c, lateral (
                    select * from purchase
                    where listing_id = c.listing_id
                      and paid_at >= coalesce(c.planned_to_paid_at, c.refund_from)
                      and (paid_at, order_id, line_no)
                          > (coalesce(c.planned_to_paid_at, c.refund_from), c.planned_to_order, c.planned_to_line)
                    order by paid_at, order_id, line_no limit $3) l
                where c.case_id = $2),
            added as (%s returning 1),
            moved as (
                update refund_case c
                set planned_to_paid_at = l.paid_at, planned_to_order = l.order_id, planned_to_line = l.line_no,
                    lines_planned = lines_planned + (select count(*) from chunk)
                from (select * from chunk order by paid_at desc, order_id desc, line_no desc limit 1) l
                where c.case_id = l.case_id)
            select (select count(*) from chunk), (select count(*) from added)
            """;

    /** To be ready for conflicts costs a third of the time, and where nobody else can have planned a line there are none. */
    private static final String PLAN_NEW = PLAN_CHUNK.formatted(HASH, REFUND);

    private static final String PLAN_MISSING = PLAN_CHUNK.formatted(HASH, REFUND + ON_CONFLICT);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String IS_NEW = """
            select not c.planned_ahead and not exists (
                select from refund_case o where o.listing_id = c.listing_id and o.case_id <> c.case_id)
            from refund_case c where c.case_id = $1
            """;
    private static final String IS_AHEAD = "update refund_case set planned_ahead = true where case_id = $1";

    /** A line that was cancelled meanwhile stays stopped, and so does one that another case refunds. */
    private static final String REVIVE = """
            update refund r set state = 'PLANNED', planned_at = $1, final_at = null, reason = null
            from (select refund_id from refund s where s.case_id = $2 and s.state = 'STOPPED'
                    and not exists (select from cancellation x where x.order_id = s.order_id and x.line_no = s.line_no)
                    and not exists (select from refund o where o.order_id = s.order_id and o.line_no = s.line_no
                                      and o.state not in ('STOPPED', 'SKIPPED'))
                  order by currency limit $3) due
            where r.refund_id = due.refund_id
            """;

    private static final String REOPEN = """
            update refund_case
            set state = 'OPEN', planned = case when $2 and planned = 'WHOLE' then 'EARLY' else planned end,
                planned_ahead = true
            where case_id = any($1)
            """;

    private final boolean limited;

    Plan(RefundSettings settings) {
        limited = !settings.approvalAbove().isEmpty();
    }

    /** To be called first in a transaction that adds lines. */
    public Uni<Void> beginIntake(SqlConnection connection) {
        return gate(connection, "select pg_advisory_xact_lock_shared($1)");
    }

    /** To be called first in a transaction that opens a case, or gives purchases up. */
    public Uni<Void> beginOpening(SqlConnection connection) {
        return gate(connection, "select pg_advisory_xact_lock($1)");
    }

    /** @param added refunds that are new, or due again; @param last no line of the case is left to be looked at */
    record Chunk(long added, boolean last) {}

    /**
     * The next lines of a case, in the transaction that holds its row: so few that nobody waits for long, and whoever
     * dies in between has only that chunk to do again. Lines that come later than this are planned by who takes them in.
     */
    Uni<Chunk> next(SqlConnection connection, String caseId, Instant now) {
        Tuple chunk = Tuple.of(now.atOffset(ZoneOffset.UTC), caseId, CHUNK);
        return connection.preparedQuery(REVIVE).execute(chunk).chain(revived -> {
            if (revived.rowCount() == CHUNK) {
                return Uni.createFrom().item(new Chunk(CHUNK, false));
            }
            return chunk(connection, caseId, chunk)
                    .map(rows -> rows.iterator().next())
                    .map(row -> new Chunk(revived.rowCount() + row.getLong(1), row.getLong(0) < CHUNK));
        });
    }

    private static Uni<RowSet<Row>> chunk(SqlConnection connection, String caseId, Tuple chunk) {
        return connection
                .preparedQuery(IS_NEW)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(isNew -> connection
                        .preparedQuery(isNew ? PLAN_NEW : PLAN_MISSING)
                        .execute(chunk));
    }

    /** Somebody else plans for a line at the same time: from now on the case is ready for that. */
    Uni<Void> expectConflicts(SqlConnection connection, String caseId) {
        return connection.preparedQuery(IS_AHEAD).execute(Tuple.of(caseId)).replaceWithVoid();
    }

    static boolean isConflict(Throwable failure) {
        return failure instanceof PgException it && UNIQUE_VIOLATION.equals(it.getSqlState());
    }

    /**
     * Plans lines that this transaction added and whose listing has a case. A completed case is open again then; its row
     * is written even if it looks open, since it may be about to be completed. Where large sums need two people, they are
     * summed up again before more is paid.
     */
    public Uni<Void> lines(SqlConnection connection, List<OrderLine> lines, Instant now) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.of(now.atOffset(ZoneOffset.UTC))
                .addArrayOfString(lines.stream().map(OrderLine::orderId).toArray(String[]::new))
                .addArrayOfInteger(lines.stream().map(OrderLine::lineNo).toArray(Integer[]::new))
                .addArrayOfString(lines.stream().map(OrderLine::listingId).toArray(String[]::new))
                .addArrayOfOffsetDateTime(lines.stream()
                        .map(line -> line.paidAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return connection.preparedQuery(PLAN_LINES).execute(columns).chain(rows -> {
            String[] cases = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString(0))
                    .distinct()
                    .sorted()
                    .toArray(String[]::new);
            if (cases.length == 0) {
                return Uni.createFrom().voidItem();
            }
            LOG.infof("Late order lines: %d more refunds in %s", rows.size(), String.join(", ", cases));
            return connection
                    .preparedQuery(REOPEN)
                    .execute(Tuple.tuple().addArrayOfString(cases).addBoolean(limited))
                    .replaceWithVoid();
        });
    }

    private static Uni<Void> gate(SqlConnection connection, String lock) {
        return connection.preparedQuery(lock).execute(Tuple.of(GATE)).replaceWithVoid();
    }
}
