package org.importsafety.dashboard.listing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.importsafety.dashboard.Columns;
import org.importsafety.events.ListingEvent.ListingPublished;
import org.importsafety.messaging.Received;

/** The table listing: what is on sale, in its latest version. */
@ApplicationScoped
public class Listings {
    private static final String UPSERT = """
            insert into listing as known (listing_id, version, title, category, seller_id)
            select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[])
            on conflict (listing_id) do update
            set version = excluded.version, title = excluded.title, category = excluded.category,
                seller_id = excluded.seller_id
            where known.version < excluded.version
            returning old.listing_id is null as added
            """;

    private record Version(long number, ListingPublished listing) {}

    /** @return how many listings there were not before */
    public Uni<Long> add(SqlConnection connection, List<Received<?>> events) {
        Map<String, Version> latest = new TreeMap<>();
        for (Received<?> received : events) {
            if (received.event() instanceof ListingPublished listing) {
                latest.merge(
                        listing.listingId(),
                        new Version(received.version(), listing),
                        BinaryOperator.maxBy(Comparator.comparingLong(Version::number)));
            }
        }
        if (latest.isEmpty()) {
            return Uni.createFrom().item(0L);
        }
        var columns = new Columns<>(List.copyOf(latest.values()))
                .text(version -> version.listing.listingId())
                .large(Version::number)
                .text(version -> version.listing.title())
                .text(version -> version.listing.category())
                .text(version -> version.listing.sellerId());
        return connection.preparedQuery(UPSERT).execute(columns.arrays()).map(rows -> rows.stream()
                .filter(row -> row.getBoolean("added"))
                .count());
    }
}
