package org.importsafety.dashboard.cases;

import static org.importsafety.dashboard.Columns.instant;
import static org.importsafety.dashboard.Columns.time;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.importsafety.events.SelectionEvent.CampaignClosed;
import org.importsafety.messaging.Received;

/** The table campaign, and which months there are. */
@ApplicationScoped
public class Campaigns {
    private static final String ADD = """
            insert into campaign (month, rule, selected, skipped, closed_at) values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """;
    private static final String MONTHS =
            "select month from campaign union select month from safety_case order by month desc";

    private final Pool pool;

    Campaigns(Pool pool) {
        this.pool = pool;
    }

    /** A closed month. */
    public record Campaign(String rule, int selected, int skipped, Instant closedAt) {}

    public Uni<Void> add(SqlConnection connection, List<Received<?>> events) {
        List<Tuple> rows = events.stream()
                .filter(received -> received.event() instanceof CampaignClosed)
                .map(received -> {
                    CampaignClosed closed = (CampaignClosed) received.event();
                    return Tuple.of(
                            closed.month(),
                            closed.rule(),
                            closed.selected(),
                            closed.skipped(),
                            time(received.occurredAt()));
                })
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }

    /** Newest first; one that has not been closed is there as soon as a case of it is. */
    public Uni<List<String>> months() {
        return pool.query(MONTHS)
                .execute()
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }

    /** Null until it is closed. */
    public Uni<Campaign> find(String month) {
        return pool.preparedQuery("select * from campaign where month = $1")
                .execute(Tuple.of(month))
                .map(rows -> rows.stream()
                        .map(row -> new Campaign(
                                row.getString("rule"),
                                row.getInteger("selected"),
                                row.getInteger("skipped"),
                                instant(row, "closed_at")))
                        .findFirst()
                        .orElse(null));
    }
}
