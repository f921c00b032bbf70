package org.importsafety.selection.campaign;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.importsafety.selection.campaign.Campaign.Frozen;
import org.importsafety.selection.campaign.Campaign.State;
import org.importsafety.selection.campaign.Decision.Outcome;

/** The campaign rows. */
@ApplicationScoped
class Campaigns {
    private static final String COLUMNS = """
            select month, rule, top, plan_categories, plan_places, state, opened_at, close_asked_at, feed_ends,
                   closed_at, snapshot_hash, candidates, selected, skipped
            from campaign
            """;

    /** @return false when the month has a campaign already */
    Uni<Boolean> insert(SqlClient client, CampaignMonth month, Rule rule, Plan plan, Instant now) {
        boolean all = plan.top() != null;
        return client.preparedQuery("""
                        insert into campaign (month, rule, top, plan_categories, plan_places, state, opened_at)
                        values ($1, $2, $3, $4, $5, 'OPEN', $6) on conflict do nothing
                        """)
                .execute(Tuple.from(new Object[] {
                    month.toString(),
                    rule.text(),
                    plan.top(),
                    all ? null : plan.byCategory().keySet().toArray(String[]::new),
                    all ? null : plan.byCategory().values().toArray(Integer[]::new),
                    now.atOffset(ZoneOffset.UTC)
                }))
                .map(rows -> rows.rowCount() == 1);
    }

    /** @return null when the month has no campaign */
    Uni<Campaign> find(SqlClient client, String month) {
        return client.preparedQuery(COLUMNS + "where month = $1")
                .mapping(Campaigns::campaign)
                .execute(Tuple.of(month))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next());
    }

    Multi<Campaign> in(SqlClient client, State state) {
        return client.preparedQuery(COLUMNS + "where state = $1 order by month")
                .mapping(Campaigns::campaign)
                .execute(Tuple.of(state.name()))
                .toMulti()
                .onItem()
                .transformToIterable(rows -> rows);
    }

    /** @return false when somebody asked before */
    Uni<Boolean> askClose(SqlClient client, CampaignMonth month, String feedEnds, Instant now) {
        return client.preparedQuery("""
                        update campaign set state = 'CLOSING', feed_ends = $2, close_asked_at = $3
                        where month = $1 and state = 'OPEN'
                        """)
                .execute(Tuple.of(month.toString(), feedEnds, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Closes are done one at a time in all instances, so that the events of a listing keep their order. */
    Uni<Boolean> tryCloseAlone(SqlConnection connection) {
        return connection
                .query("select pg_try_advisory_xact_lock(hashtext('selection close'))")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Alone with a month, and with what the closes of others tell of its listings, until the transaction ends. */
    Uni<Campaign> lockAlone(SqlConnection connection, CampaignMonth month) {
        return connection
                .query("select pg_advisory_xact_lock(hashtext('selection close'))")
                .execute()
                .flatMap(rows -> connection
                        .preparedQuery("select 1 from campaign where month = $1 for update")
                        .execute(Tuple.of(month.toString())))
                .flatMap(rows -> find(connection, month.toString()));
    }

    /**
     * Waits for the intake of lines of this month, which holds the row shared, and keeps later lines waiting until the
     * ranking is frozen: a line is either counted or late.
     */
    Uni<Boolean> lockClosing(SqlConnection connection, CampaignMonth month) {
        return connection
                .preparedQuery("select 1 from campaign where month = $1 and state = 'CLOSING' for update")
                .execute(Tuple.of(month.toString()))
                .map(rows -> rows.size() == 1);
    }

    Uni<Void> close(SqlConnection connection, Selection selection, Instant now) {
        return connection
                .preparedQuery("""
                        update campaign
                        set state = 'CLOSED', closed_at = $2, snapshot_hash = $3, candidates = $4, selected = $5,
                            skipped = $6
                        where month = $1
                        """)
                .execute(Tuple.of(
                        selection.month().toString(),
                        now.atOffset(ZoneOffset.UTC),
                        selection.snapshotHash(),
                        selection.decisions().size(),
                        selection.count(Outcome.SELECTED),
                        selection.count(Outcome.SKIPPED)))
                .replaceWithVoid();
    }

    private static Campaign campaign(Row row) {
        Instant closedAt = instant(row, "closed_at");
        return new Campaign(
                CampaignMonth.parse(row.getString("month")).orElseThrow(),
                Rule.parse(row.getString("rule")).orElseThrow(),
                plan(row),
                State.valueOf(row.getString("state")),
                instant(row, "opened_at"),
                instant(row, "close_asked_at"),
                row.getString("feed_ends"),
                closedAt == null
                        ? null
                        : new Frozen(
                                closedAt,
                                row.getString("snapshot_hash"),
                                row.getInteger("candidates"),
                                row.getInteger("selected"),
                                row.getInteger("skipped")));
    }

    private static Plan plan(Row row) {
        Integer top = row.getInteger("top");
        if (top != null) {
            return Plan.top(top);
        }
        String[] categories = row.getArrayOfStrings("plan_categories");
        Integer[] places = row.getArrayOfIntegers("plan_places");
        Map<String, Integer> byCategory = new TreeMap<>();
        for (int i = 0; i < categories.length; i++) {
            byCategory.put(categories[i], places[i]);
        }
        return Plan.of(byCategory);
    }

    private static Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
