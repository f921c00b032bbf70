package org.importsafety.dashboard.suspicion;

import static org.importsafety.dashboard.Columns.instant;
import static org.importsafety.dashboard.Columns.time;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.importsafety.events.EnforcementEvent.RelistingSuspected;
import org.importsafety.events.EnforcementEvent.SuspicionDecided;
import org.importsafety.messaging.Received;

/** The table suspicion: listings that look like blocked items. */
@ApplicationScoped
public class Suspicions {
    private static final String UPSERT = """
            insert into suspicion as known (suspicion_id, listing_id, parent_block_id, score, reasons, suspected_at, decided_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (suspicion_id) do update set
                score = coalesce(known.score, excluded.score),
                reasons = coalesce(known.reasons, excluded.reasons),
                suspected_at = coalesce(known.suspected_at, excluded.suspected_at),
                decided_at = coalesce(known.decided_at, excluded.decided_at)
            """;

    /** Nothing is to be decided of a listing that is blocked by now, or once the item it looks like may be sold again. */
    private static final String OPEN = """
            select s.*, l.title, l.category, l.seller_id, parent.case_id as parent_case_id,
                   parent.listing_id as parent_listing_id, pl.title as parent_title
            from suspicion s
            join safety_case parent on parent.block_id = s.parent_block_id
            left join listing l on l.listing_id = s.listing_id
            left join listing pl on pl.listing_id = parent.listing_id
            where s.decided_at is null and s.suspected_at is not null and parent.standing is distinct from 'RELEASED'
              and not exists (select from safety_case c where c.listing_id = s.listing_id and c.blocked_at is not null
                              and c.standing is distinct from 'RELEASED')
            order by s.score desc, s.suspected_at, s.suspicion_id limit $1
            """;

    private final Pool pool;

    Suspicions(Pool pool) {
        this.pool = pool;
    }

    /**
     * One that waits for a person.
     *
     * @param title null while the listing is unknown; so are category and sellerId
     * @param parentCaseId of the blocked item that the listing looks like
     * @param score 0 to 100
     * @param reasons each as CODE: detail
     */
    public record Open(
            String suspicionId,
            String listingId,
            String title,
            String category,
            String sellerId,
            String parentCaseId,
            String parentListingId,
            String parentTitle,
            int score,
            List<String> reasons,
            Instant suspectedAt) {}

    public Uni<Void> add(SqlConnection connection, List<Received<?>> events) {
        List<Tuple> rows = new ArrayList<>();
        for (Received<?> received : events) {
            Instant at = received.occurredAt();
            if (received.event() instanceof RelistingSuspected it) {
                String[] reasons = it.reasons().toArray(String[]::new);
                rows.add(row(it.suspicionId(), it.listingId(), it.parentBlockId(), it.score(), reasons, at, null));
            } else if (received.event() instanceof SuspicionDecided it) {
                rows.add(row(it.suspicionId(), it.listingId(), it.parentBlockId(), null, null, null, at));
            }
        }
        rows.sort(Comparator.comparing(row -> row.getString(0)));
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(UPSERT).executeBatch(rows).replaceWithVoid();
    }

    /** The likeliest first. */
    public Uni<List<Open>> open(int most) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(most))
                .map(rows -> rows.stream().map(Suspicions::open).toList());
    }

    private static Tuple row(
            String id,
            String listingId,
            String parentBlockId,
            Integer score,
            String[] reasons,
            Instant suspected,
            Instant decided) {
        return Tuple.from(new Object[] {id, listingId, parentBlockId, score, reasons, time(suspected), time(decided)});
    }

    private static Open open(Row row) {
        return new Open(
                row.getString("suspicion_id"),
                row.getString("listing_id"),
                row.getString("title"),
                row.getString("category"),
                row.getString("seller_id"),
                row.getString("parent_case_id"),
                row.getString("parent_listing_id"),
                row.getString("parent_title"),
                row.getInteger("score"),
                List.of(row.getArrayOfStrings("reasons")),
                instant(row, "suspected_at"));
    }
}
