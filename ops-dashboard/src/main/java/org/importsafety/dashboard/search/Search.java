package org.importsafety.dashboard.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.importsafety.dashboard.cases.Cases;
import org.importsafety.dashboard.cases.SafetyCase;
import org.importsafety.dashboard.cases.State;
import org.importsafety.dashboard.view.View;

/** One box for every kind of id, and for words of a title: one statement of indexed look-ups. */
@ApplicationScoped
class Search {
    /**
     * $1 the text, as it is and in capitals; $2 the title's pattern; $3 whether the caller is staff. An order is found once:
     * with the line that matters most, a blocked item's before one that has a case before any other.
     */
    private static final String FIND = """
            with found as (
                select 1 as place, 'CASE' as kind, case_id as match, case_id, null as order_id, listing_id
                from safety_case where case_id = any($1)
                union all
                select 2, 'LISTING', listing_id, c.case_id, null, listing_id
                from (select listing_id from listing union select listing_id from safety_case) l
                left join safety_case c using (listing_id) where listing_id = any($1)
                union all
                (select distinct on (o.order_id) 3, 'ORDER', o.order_id, c.case_id, o.order_id, o.listing_id
                 from order_line o left join safety_case c using (listing_id)
                 where o.order_id = any($1) and $3
                 order by o.order_id, c.blocked_at is null, c.case_id is null, o.line_no, c.case_id desc)
                union all
                select distinct 4, 'REPORT', report_no, case_id, null, listing_id
                from event where report_no = any($1) and $3
                union all
                select 5, 'TITLE', l.title, c.case_id, null, l.listing_id
                from listing l left join safety_case c using (listing_id) where l.title ilike $2)
            select f.*, l.title, l.category
            from found f
            left join safety_case c on c.case_id = f.case_id
            left join listing l on l.listing_id = f.listing_id
            where $3 or c.blocked_at is not null
            order by f.place, f.case_id is null, c.blocked_at is null, l.title, f.match, f.case_id desc
            limit $4
            """;

    private final Pool pool;
    private final Cases cases;

    Search(Pool pool, Cases cases) {
        this.pool = pool;
        this.cases = cases;
    }

    /** @param kind CASE, LISTING, ORDER, REPORT or TITLE @param match what of it is like the text */
    record Item(
            String kind,
            String match,
            String caseId,
            String orderId,
            String listingId,
            String title,
            String category,
            String month,
            State state) {}

    Uni<List<Item>> find(View view, String text, int limit) {
        String[] ids = {text, text.toUpperCase(Locale.ROOT)};
        String pattern = "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(ids, pattern, view.isStaff(), limit))
                .chain(rows -> {
                    List<Row> found = rows.stream().toList();
                    List<String> caseIds = found.stream()
                            .map(row -> row.getString("case_id"))
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList();
                    return cases.find(caseIds)
                            .map(known ->
                                    known.stream().collect(Collectors.toMap(SafetyCase::caseId, Function.identity())))
                            .map(known ->
                                    found.stream().map(row -> item(row, known)).toList());
                });
    }

    private static Item item(Row row, Map<String, SafetyCase> known) {
        SafetyCase safetyCase = known.get(row.getString("case_id"));
        return new Item(
                row.getString("kind"),
                row.getString("match"),
                row.getString("case_id"),
                row.getString("order_id"),
                row.getString("listing_id"),
                row.getString("title"),
                row.getString("category"),
                safetyCase == null ? null : safetyCase.month(),
                safetyCase == null ? null : safetyCase.state());
    }
}
