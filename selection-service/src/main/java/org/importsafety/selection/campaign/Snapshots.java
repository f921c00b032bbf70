package org.importsafety.selection.campaign;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.importsafety.selection.campaign.Candidate.SkipReason;
import org.importsafety.selection.campaign.Decision.Outcome;

/** The frozen rankings: every candidate of a closed month, its counts, and what became of it. */
@ApplicationScoped
class Snapshots {

    Uni<Void> write(SqlConnection connection, Selection selection) {
        List<Place> places = selection.decisions().stream().map(Place::of).toList();
        return connection
                .preparedQuery("""
                        insert into campaign_listing
                            (month, listing_id, category, rank, units, orders, buyers, sku, outcome, reason)
                        select $1, p.*
                        from unnest($2::text[], $3::text[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[],
                                    $8::text[], $9::text[], $10::text[]) as p
                        """)
                .execute(Tuple.from(new Object[] {
                    selection.month().toString(),
                    texts(places, Place::listingId),
                    texts(places, Place::category),
                    places.stream().map(Place::rank).toArray(Integer[]::new),
                    longs(places, Place::units),
                    longs(places, Place::orders),
                    longs(places, Place::buyers),
                    texts(places, Place::sku),
                    texts(places, place -> place.outcome().name()),
                    texts(
                            places,
                            place -> place.reason() == null
                                    ? null
                                    : place.reason().name())
                }))
                .replaceWithVoid();
    }

    /** Ranks and counts stay; only what became of the listings changes. */
    Uni<Void> change(SqlConnection connection, CampaignMonth month, NextRank next) {
        List<Tuple> rows = next.decisions().stream()
                .map(decision -> Tuple.of(
                        month.toString(),
                        decision.candidate().listingId(),
                        decision.outcome().name(),
                        decision.reason() == null ? null : decision.reason().name(),
                        next.inPlaceOf(decision)))
                .toList();
        return connection.preparedQuery("""
                        update campaign_listing set outcome = $3, reason = $4, in_place_of = coalesce($5, in_place_of)
                        where month = $1 and listing_id = $2
                        """).executeBatch(rows).replaceWithVoid();
    }

    /** @param after the listing that the page before ended with; null for the first page */
    Uni<List<Place>> selected(SqlClient client, CampaignMonth month, String after, int limit) {
        return client.preparedQuery("""
                        select * from campaign_listing
                        where month = $1 and outcome = 'SELECTED'
                          and ($2::text is null or (category, rank) >
                               (select category, rank from campaign_listing where month = $1 and listing_id = $2))
                        order by category, rank limit $3
                        """)
                .execute(Tuple.of(month.toString(), after, limit))
                .map(rows -> Rankings.list(rows, Snapshots::place));
    }

    /** @return null when the listing was no candidate */
    Uni<Place> find(SqlClient client, CampaignMonth month, String listingId) {
        return client.preparedQuery("select * from campaign_listing where month = $1 and listing_id = $2")
                .mapping(Snapshots::place)
                .execute(Tuple.of(month.toString(), listingId))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next());
    }

    private static Place place(Row row) {
        String reason = row.getString("reason");
        return new Place(
                row.getString("listing_id"),
                row.getString("category"),
                row.getInteger("rank"),
                row.getLong("units"),
                row.getLong("orders"),
                row.getLong("buyers"),
                row.getString("sku"),
                Outcome.valueOf(row.getString("outcome")),
                reason == null ? null : SkipReason.valueOf(reason),
                row.getString("in_place_of"));
    }

    private static String[] texts(List<Place> places, Function<Place, String> field) {
        return places.stream().map(field).toArray(String[]::new);
    }

    private static Long[] longs(List<Place> places, Function<Place, Long> field) {
        return places.stream().map(field).toArray(Long[]::new);
    }
}
