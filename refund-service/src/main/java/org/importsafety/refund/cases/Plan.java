package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Which order lines are refunded: those of the case's listing, paid since its refundFrom, not cancelled, not for
 * nothing. Planning again adds what is missing and nothing else. While the block of a case has ended, nothing is planned
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
    private static final String PLAN = """
            insert into refund (refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, currency,
                                state, attempt, planned_at)
            select name_uuid(c.case_id || '|' || p.order_id || '|' || p.line_no),
                   c.case_id, p.order_id, p.line_no, p.listing_id, p.buyer_ref, p.amount, p.currency, 'PLANNED', 0, $1
            from refund_case c
            join purchase p on p.listing_id = c.listing_id and p.paid_at >= c.refund_from
            where %s and not c.released and p.amount > 0
              and not exists (select from cancellation x where x.order_id = p.order_id and x.line_no = p.line_no)
            order by p.order_id, p.line_no, c.opened_at, c.case_id
            on conflict do nothing
            """;
    private static final String PLAN_CASE = PLAN.formatted("c.case_id = $2");
    private static final String PLAN_LINES =
            PLAN.formatted("(p.order_id, p.line_no) in (select * from unnest($2::text[], $3::int[]))")
                    + " returning case_id";
    /** A line that was cancelled meanwhile stays stopped, and so does one that another case refunds. */
    private static final String REVIVE = """
            update refund r set state = 'PLANNED', planned_at = $1, final_at = null, reason = null
            where r.case_id = $2 and r.state = 'STOPPED'
              and not exists (select from cancellation x where x.order_id = r.order_id and x.line_no = r.line_no)
              and not exists (select from refund o where o.order_id = r.order_id and o.line_no = r.line_no
                                and o.state not in ('STOPPED', 'SKIPPED'))
            """;

    private static final String REOPEN = "update refund_case set state = 'OPEN' where case_id = any($1)";

    /** To be called first in a transaction that adds lines. */
    public Uni<Void> beginIntake(SqlConnection connection) {
        return gate(connection, "select pg_advisory_xact_lock_shared($1)");
    }

    /** To be called first in a transaction that opens a case. */
    Uni<Void> beginOpening(SqlConnection connection) {
        return gate(connection, "select pg_advisory_xact_lock($1)");
    }

    /** @return how many refunds were added, or are due again */
    Uni<Integer> ofCase(SqlConnection connection, String caseId, Instant now) {
        Tuple ofCase = Tuple.of(now.atOffset(ZoneOffset.UTC), caseId);
        return connection.preparedQuery(REVIVE).execute(ofCase).chain(revived -> connection
                .preparedQuery(PLAN_CASE)
                .execute(ofCase)
                .map(added -> revived.rowCount() + added.rowCount()));
    }

    /**
     * Plans lines that this transaction added and whose listing has a case. A completed case is open again then; its row
     * is written even if it looks open, since it may be about to be completed.
     */
    public Uni<Void> lines(SqlConnection connection, List<OrderLine> lines, Instant now) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.of(now.atOffset(ZoneOffset.UTC))
                .addArrayOfString(lines.stream().map(OrderLine::orderId).toArray(String[]::new))
                .addArrayOfInteger(lines.stream().map(OrderLine::lineNo).toArray(Integer[]::new));
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
                    .execute(Tuple.tuple().addArrayOfString(cases))
                    .replaceWithVoid();
        });
    }

    private static Uni<Void> gate(SqlConnection connection, String lock) {
        return connection.preparedQuery(lock).execute(Tuple.of(GATE)).replaceWithVoid();
    }
}
