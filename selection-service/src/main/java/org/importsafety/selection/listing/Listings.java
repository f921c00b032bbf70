package org.importsafety.selection.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.importsafety.events.ListingEvent.ListingPublished;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;

/** What is on sale: the latest version of every listing, and since when it is what it is. */
@ApplicationScoped
class Listings {
    private static final String UPSERT = """
            insert into listing as stored (listing_id, version, seller_id, category, title, age_group, materials, price,
                                           fingerprint, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (listing_id) do update
            set version = excluded.version, seller_id = excluded.seller_id, category = excluded.category,
                title = excluded.title, age_group = excluded.age_group, materials = excluded.materials,
                price = excluded.price, fingerprint = excluded.fingerprint,
                changed_at = case when stored.fingerprint = excluded.fingerprint then stored.changed_at
                                  else excluded.changed_at end
            where stored.version < excluded.version
            """;

    /** A version that is not above the stored one changes nothing. */
    Uni<Void> publish(SqlConnection connection, Outbox outbox, List<Received<?>> events) {
        List<Tuple> rows = events.stream()
                .filter(received -> received.event() instanceof ListingPublished)
                .sorted(comparing((Received<?> received) -> received.event().key())
                        .thenComparing(Received::version))
                .map(received -> row(received, (ListingPublished) received.event()))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(UPSERT).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(Received<?> received, ListingPublished listing) {
        return Tuple.from(new Object[] {
            listing.listingId(),
            received.version(),
            listing.sellerId(),
            listing.category(),
            listing.title(),
            listing.ageGroup(),
            listing.materials().toArray(String[]::new),
            listing.price(),
            fingerprint(listing),
            received.occurredAt().atOffset(ZoneOffset.UTC)
        });
    }

    /** The same as long as the product is the same; what it costs does not matter. */
    private static String fingerprint(ListingPublished l) {
        var product = new ListingPublished(
                l.listingId(),
                l.sellerId(),
                l.category(),
                l.title(),
                l.brand(),
                l.model(),
                l.gtin(),
                l.certificateNo(),
                l.imageHash(),
                l.skus(),
                null,
                null,
                l.ageGroup(),
                l.materials());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(product.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
