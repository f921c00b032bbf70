package org.importsafety.selection.campaign;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Counts and ranks in the database: the live ranking. */
@ApplicationScoped
class Rankings {
    /** What speaks against testing listing p now; $2 since when a pass counts. */
    private static final String STANDING = """
            exists (select from listing_block b
                    where b.listing_id = p.listing_id and b.blocked) as blocked,
            exists (select from listing_test t
                    where t.listing_id = p.listing_id and t.ordered_at is not null
                      and t.verdict is null) as in_test,
            exists (select from listing_test t
                    where t.listing_id = p.listing_id and t.verdict = 'PASS'
                      and t.decided_at > $2 and t.decided_at >= p.changed_at) as passed_recently
            """;

    /** $1 month, $2 since when a pass counts; %s the order by the counts. A listing nobody published is not ranked. */
    private static final String RANKED = """
            with line as materialized (
                select l.listing_id, l.sku, l.order_id, l.buyer_ref, l.quantity
                from order_line l
                where l.month = $1
                  and not exists (select from order_cancellation c
                                  where c.order_id = l.order_id and c.line_no = l.line_no)
            ), counted as (
                select listing_id, sum(quantity) as units, count(distinct order_id) as orders,
                       count(distinct buyer_ref) as buyers
                from line group by listing_id
            ), best as (
                select distinct on (listing_id) listing_id, sku
                from line group by listing_id, sku
                order by listing_id, sum(quantity) desc, sku
            )
            select p.category, row_number() over (partition by p.category order by %s, listing_id) as rank, listing_id,
                   best.sku, p.seller_id, p.age_group, p.materials, c.units, c.orders, c.buyers, p.price,
            """ + STANDING + """
            from counted c join best using (listing_id) join listing p using (listing_id)
            order by p.category, rank
            """;

    /** $1 month, $2 since when a pass counts; who was frozen, as it stands now. */
    private static final String FROZEN = """
            select f.category, f.rank, f.listing_id, f.sku, p.seller_id, p.age_group, p.materials, f.units, f.orders,
                   f.buyers, p.price,
            """ + STANDING + """
            from campaign_listing f join listing p using (listing_id)
            where f.month = $1
            """;

    private static final String INTAKE = """
            with line as (
                select l.listing_id, l.repeats, l.late, c.order_id is not null as cancelled, c.late as cancelled_late
                from order_line l left join order_cancellation c using (order_id, line_no)
                where l.month = $1
            ), unknown as (
                select listing_id, count(*) as lines
                from line
                where not late and not exists (select from listing p where p.listing_id = line.listing_id)
                group by listing_id
            )
            select (select count(*) from line where not late) as lines,
                   (select count(*) from line where cancelled and not late and not cancelled_late) as cancelled,
                   (select coalesce(sum(repeats), 0) from line) as repeated,
                   (select count(*) from order_line_conflict where month = $1) as conflicting,
                   (select count(*) from unknown) as unknown_listings,
                   (select coalesce(sum(lines), 0) from unknown) as unknown_lines,
                   (select array_agg(listing_id)
                    from (select listing_id from unknown order by listing_id limit 20) few) as unknown_ids,
                   (select count(*) from line where late) as late,
                   (select count(*) from line where cancelled_late) as late_cancellations
            """;

    /**
     * What came in for a month.
     *
     * @param repeatedLines told again, equal; a redelivery after a crash counts too
     * @param conflictingLines told again, different: the first counts
     * @param unknownListingIds the first few
     * @param lateLines came after the close; so did the cancellations, of lines that were counted
     */
    record Intake(
            long lines,
            long cancelledLines,
            long repeatedLines,
            long conflictingLines,
            long unknownListings,
            long unknownListingLines,
            List<String> unknownListingIds,
            long lateLines,
            long lateCancellations) {}

    /** @return sorted by category, then rank */
    Uni<List<Candidate>> ranked(SqlClient client, CampaignMonth month, Rule rule) {
        return client.preparedQuery(RANKED.formatted(rule.sqlOrder()))
                .execute(Tuple.of(month.toString(), since(month)))
                .map(rows -> list(rows, Rankings::candidate));
    }

    /** @return null unless the listing has a place in the closed month */
    Uni<Candidate> selected(SqlClient client, CampaignMonth month, String listingId) {
        return client.preparedQuery(FROZEN + "and f.listing_id = $3 and f.outcome = 'SELECTED'")
                .execute(Tuple.of(month.toString(), since(month), listingId))
                .map(rows -> rows.size() == 0 ? null : candidate(rows.iterator().next()));
    }

    /** Those of a closed month that the places did not reach, by rank. */
    Uni<List<Candidate>> cut(SqlClient client, CampaignMonth month, String category) {
        return client.preparedQuery(FROZEN + "and f.category = $3 and f.outcome = 'CUT' order by f.rank")
                .execute(Tuple.of(month.toString(), since(month), category))
                .map(rows -> list(rows, Rankings::candidate));
    }

    Uni<Intake> intake(SqlClient client, CampaignMonth month) {
        return client.preparedQuery(INTAKE)
                .execute(Tuple.of(month.toString()))
                .map(rows -> intake(rows.iterator().next()));
    }

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
        return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
    }

    private static OffsetDateTime since(CampaignMonth month) {
        return month.passesCountFrom().atOffset(ZoneOffset.UTC);
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                row.getString("category"),
                row.getInteger("rank"),
                row.getString("listing_id"),
                row.getString("sku"),
                row.getString("seller_id"),
                row.getString("age_group"),
                List.of(row.getArrayOfStrings("materials")),
                row.getLong("units"),
                row.getLong("orders"),
                row.getLong("buyers"),
                row.getLong("price"),
                row.getBoolean("blocked"),
                row.getBoolean("in_test"),
                row.getBoolean("passed_recently"));
    }

    private static Intake intake(Row row) {
        String[] unknown = row.getArrayOfStrings("unknown_ids");
        return new Intake(
                row.getLong("lines"),
                row.getLong("cancelled"),
                row.getLong("repeated"),
                row.getLong("conflicting"),
                row.getLong("unknown_listings"),
                row.getLong("unknown_lines"),
                unknown == null ? List.of() : List.of(unknown),
                row.getLong("late"),
                row.getLong("late_cancellations"));
    }
}
