package org.importsafety.enforcement.listing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.importsafety.enforcement.relisting.ListingKeys;
import org.importsafety.enforcement.suspicion.Candidates;
import org.importsafety.enforcement.suspicion.Likeness;
import org.importsafety.events.ListingEvent.ListingPublished;
import org.importsafety.messaging.BatchHandler;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;

/** The table listing: each listing in its latest version, written a batch at a time. */
@ApplicationScoped
class Listings implements BatchHandler {
    private static final String UPSERT = """
            insert into listing (listing_id, seller_id, gtin, model, certificate_no, title, version, brand, price, currency,
                                 image_hash, terms)
            select l.id, l.seller_id, l.gtin, l.model, l.certificate_no, l.title, l.version, l.brand, l.price, l.currency,
                   l.image_hash, string_to_array(l.terms, ' ')
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[],
                        $9::bigint[], $10::text[], $11::text[], $12::text[])
                l (id, seller_id, gtin, model, certificate_no, title, version, brand, price, currency, image_hash, terms)
            on conflict (listing_id) do update
            set seller_id = excluded.seller_id, gtin = excluded.gtin, model = excluded.model,
                certificate_no = excluded.certificate_no, title = excluded.title, version = excluded.version,
                brand = excluded.brand, price = excluded.price, currency = excluded.currency,
                image_hash = excluded.image_hash, terms = excluded.terms
            where listing.version < excluded.version
            returning listing_id
            """;

    private final ListingKeys keys;
    private final Candidates candidates;

    Listings(ListingKeys keys, Candidates candidates) {
        this.keys = keys;
        this.candidates = candidates;
    }

    private record Version(long version, UUID eventId, ListingPublished listing, Likeness likeness) {
        static Version of(Received<?> received, ListingPublished listing) {
            return new Version(received.version(), received.eventId(), listing, Likeness.of(listing));
        }
    }

    @Override
    public Uni<Void> handle(SqlConnection connection, Outbox outbox, List<Received<?>> events) {
        // Sorted, so that two instances never wait for each other in a ring; one row a listing, as an upsert demands.
        Map<String, Version> latest = new TreeMap<>();
        for (Received<?> received : events) {
            if (received.event() instanceof ListingPublished listing) {
                latest.merge(
                        Objects.requireNonNull(listing.listingId(), "listingId is missing"),
                        Version.of(received, listing),
                        (one, other) -> one.version >= other.version ? one : other);
            }
        }
        if (latest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfString(latest.keySet().toArray(String[]::new))
                .addArrayOfString(column(latest, ListingPublished::sellerId))
                .addArrayOfString(column(latest, ListingPublished::gtin))
                .addArrayOfString(column(latest, ListingPublished::model))
                .addArrayOfString(column(latest, ListingPublished::certificateNo))
                .addArrayOfString(column(latest, ListingPublished::title))
                .addArrayOfLong(latest.values().stream().map(Version::version).toArray(Long[]::new))
                .addArrayOfString(column(latest, ListingPublished::brand))
                .addArrayOfLong(
                        latest.values().stream().map(row -> row.listing.price()).toArray(Long[]::new))
                .addArrayOfString(column(latest, ListingPublished::currency))
                .addArrayOfString(latest.values().stream()
                        .map(row -> row.likeness.imageHash())
                        .toArray(String[]::new))
                .addArrayOfString(latest.values().stream()
                        .map(row -> String.join(" ", row.likeness.terms()))
                        .toArray(String[]::new));
        return connection.preparedQuery(UPSERT).execute(columns).chain(rows -> {
            List<ListingPublished> changed = new ArrayList<>(rows.size());
            Map<String, UUID> causes = new HashMap<>();
            rows.forEach(row -> {
                Version version = latest.get(row.getString(0));
                changed.add(version.listing);
                causes.put(row.getString(0), version.eventId);
            });
            return changed.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : keys.changed(connection, changed, causes).chain(() -> candidates.changed(connection, causes));
        });
    }

    private static String[] column(Map<String, Version> latest, Function<ListingPublished, String> field) {
        return latest.values().stream().map(row -> field.apply(row.listing)).toArray(String[]::new);
    }
}
