package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.importsafety.events.Money;

/** Whom a case concerns and what it costs, recounted from what was bought: to be looked at before money moves. */
@ApplicationScoped
class BlastRadius {
    /**
     * Each line of the listing, refunded or with the first reason that holds why it is not. What happened to a line since
     * it was planned counts as it will when its turn comes. The listing is a parameter, not a column of the case, so that
     * the database plans for it, knowing whether it is about three lines or a million.
     */
    private static final String LINES = """
            with paid_elsewhere as (
                select order_id, line_no, (sum(amount) filter (where currency = paid_in))::bigint as amount,
                       bool_or(currency <> paid_in) as in_other_currency
                from (select order_id, line_no, e.currency, e.amount, p.currency as paid_in
                      from purchase p join refunded_elsewhere e using (order_id, line_no)
                      where p.listing_id = $2 and p.paid_at >= $3) e
                group by order_id, line_no),
            line as (
                select case when r.reason = 'OTHER_CURRENCY' then r.reason
                            when r.state in ('REQUESTED', 'SETTLED', 'FAILED') then null
                            when r.state = 'STOPPED' then 'STOPPED'
                            when x.order_id is not null then 'CANCELLED'
                            when p.amount = 0 then 'FREE'
                            when p.amount <= e.amount or r.state = 'SKIPPED' then 'REFUNDED_ELSEWHERE'
                            when e.in_other_currency then 'OTHER_CURRENCY'
                            when r.state = 'PLANNED' then null
                            when exists (select from refund o where o.order_id = p.order_id and o.line_no = p.line_no
                                           and o.state not in ('STOPPED', 'SKIPPED')) then 'OTHER_CASE'
                            else 'NOT_PLANNED_YET' end as reason,
                       p.currency, p.buyer_ref,
                       case when r.state = 'PLANNED' then least(r.amount, p.amount - coalesce(e.amount, 0))
                            else r.amount end as amount
                from purchase p
                left join refund r on r.case_id = $1 and r.order_id = p.order_id and r.line_no = p.line_no
                left join cancellation x on x.order_id = p.order_id and x.line_no = p.line_no
                left join paid_elsewhere e on e.order_id = p.order_id and e.line_no = p.line_no
                where p.listing_id = $2 and p.paid_at >= $3)
            select reason, currency, grouping(currency) = 1 as total, count(*) as lines,
                   count(distinct buyer_ref) as buyers, sum(amount)::bigint as amount
            from line group by grouping sets ((reason, currency), (reason)) order by reason, currency
            """;

    /** A plan that was kept for the average listing is ten times slower for one of a million lines. */
    private static final String OF_THIS_LISTING = "set local plan_cache_mode = force_custom_plan";

    private final Pool pool;

    BlastRadius(Pool pool) {
        this.pool = pool;
    }

    /** @param reason STOPPED, CANCELLED, FREE, REFUNDED_ELSEWHERE, OTHER_CURRENCY, OTHER_CASE or NOT_PLANNED_YET */
    record Skipped(String reason, long lines) {}

    /** @param refunds order lines that get money back @param amounts minor units, by currency */
    record Radius(long buyers, long refunds, List<Money> amounts, List<Skipped> skipped) {
        long lines() {
            return refunds + skipped.stream().mapToLong(Skipped::lines).sum();
        }
    }

    Uni<Radius> of(Cases.Shown found) {
        Tuple listing =
                Tuple.of(found.caseId(), found.listingId(), found.refundFrom().atOffset(ZoneOffset.UTC));
        return pool.withTransaction(connection -> connection
                .query(OF_THIS_LISTING)
                .execute()
                .chain(() -> connection.preparedQuery(LINES).execute(listing))
                .map(BlastRadius::radius));
    }

    private static Radius radius(RowSet<Row> groups) {
        List<Money> amounts = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        long buyers = 0;
        long refunds = 0;
        for (Row group : groups) {
            String reason = group.getString("reason");
            boolean total = group.getBoolean("total");
            if (reason == null && total) {
                buyers = group.getLong("buyers");
                refunds = group.getLong("lines");
            } else if (reason == null) {
                amounts.add(new Money(group.getString("currency"), group.getLong("amount")));
            } else if (total) {
                skipped.add(new Skipped(reason, group.getLong("lines")));
            }
        }
        return new Radius(buyers, refunds, List.copyOf(amounts), List.copyOf(skipped));
    }
}
