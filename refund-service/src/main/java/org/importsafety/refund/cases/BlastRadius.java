package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.importsafety.events.Money;

/** Whom a case concerns and what it costs, recounted from what was bought: to be looked at before money moves. */
@ApplicationScoped
class BlastRadius {
    private static final String REFUNDS = """
            select currency, count(*) as refunds, count(distinct buyer_ref) as buyers, sum(amount)::bigint as amount
            from refund where case_id = $1 and state not in ('STOPPED', 'SKIPPED')
            group by grouping sets ((currency), ()) order by currency nulls last
            """;
    /** Why a line of the listing is not refunded, by the line's own history; the first reason that holds counts. */
    private static final String SKIPPED = """
            with line as (
                select case when r.state = 'STOPPED' then 'STOPPED'
                            when x.order_id is not null then 'CANCELLED'
                            when p.amount = 0 then 'FREE'
                            when p.amount <= e.amount or r.state = 'SKIPPED' then 'REFUNDED_ELSEWHERE'
                            when o.refund_id is not null then 'OTHER_CASE'
                            else 'NOT_PLANNED_YET' end as reason
                from refund_case c
                join purchase p on p.listing_id = c.listing_id and p.paid_at >= c.refund_from
                left join refund r on r.case_id = c.case_id and r.order_id = p.order_id and r.line_no = p.line_no
                left join refund o on o.order_id = p.order_id and o.line_no = p.line_no
                    and o.state not in ('STOPPED', 'SKIPPED') and o.case_id <> c.case_id
                left join cancellation x on x.order_id = p.order_id and x.line_no = p.line_no
                left join lateral (
                    select sum(amount) as amount from refunded_elsewhere
                    where order_id = p.order_id and line_no = p.line_no and currency = p.currency) e on true
                where c.case_id = $1 and (r.refund_id is null or r.state in ('STOPPED', 'SKIPPED')))
            select reason, count(*) as lines from line group by reason order by reason
            """;

    private final Pool pool;

    BlastRadius(Pool pool) {
        this.pool = pool;
    }

    /** @param reason STOPPED, CANCELLED, FREE, REFUNDED_ELSEWHERE, OTHER_CASE or NOT_PLANNED_YET */
    record Skipped(String reason, long lines) {}

    /** @param refunds order lines that get money back @param amounts minor units, by currency */
    record Radius(long buyers, long refunds, List<Money> amounts, List<Skipped> skipped) {
        long lines() {
            return refunds + skipped.stream().mapToLong(Skipped::lines).sum();
        }
    }

    Uni<Radius> of(String caseId) {
        Tuple of = Tuple.of(caseId);
        return pool.preparedQuery(REFUNDS)
                .execute(of)
                .chain(refunds -> pool.preparedQuery(SKIPPED).execute(of).map(lines -> radius(refunds, lines)));
    }

    private static Radius radius(RowSet<Row> refunds, RowSet<Row> lines) {
        List<Money> amounts = new ArrayList<>();
        long buyers = 0;
        long count = 0;
        for (Row row : refunds) {
            if (row.getString("currency") == null) {
                buyers = row.getLong("buyers");
                count = row.getLong("refunds");
            } else {
                amounts.add(new Money(row.getString("currency"), row.getLong("amount")));
            }
        }
        List<Skipped> skipped = StreamSupport.stream(lines.spliterator(), false)
                .map(row -> new Skipped(row.getString("reason"), row.getLong("lines")))
                .toList();
        return new Radius(buyers, count, List.copyOf(amounts), skipped);
    }
}
