package org.importsafety.enforcement.suspicion;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.importsafety.enforcement.suspicion.Postings.Posting;

/**
 * Which listings are worth comparing with which blocked products: those with half of the shorter title's words, or a
 * piece of the image, in common. Few statements for any number of listings, and none of them while a batch of listings
 * is taken in: that only notes which have changed.
 *
 * <p>A listing is compared, after its commit, with the products that are kept by then; a block, after the commit that keeps
 * its product, with what is on sale by then. So whichever of two comes second finds the other, and nobody waits for
 * anybody.
 */
@ApplicationScoped
public class Candidates {
    private static final String CHANGED = """
            insert into suspicion_search (listing_id, caused_by)
            select * from unnest($1::text[], $2::uuid[]) order by 1
            on conflict (listing_id) do update set caused_by = excluded.caused_by
            """;

    private static final String TAKE_LISTINGS = """
            delete from suspicion_search where listing_id in (
                select listing_id from suspicion_search order by listing_id limit $1 for update skip locked)
            returning listing_id, caused_by
            """;

    /** A block that came before its listing waits for it. */
    private static final String NOT_COMPARED = """
            from block b join listing l on l.listing_id = b.listing_id
            where not b.compared and b.released_at is null and b.parent_block_id is null and l.terms <> '{}'
            """;

    private static final String IS_TO_COMPARE =
            "select exists (select from suspicion_search) or exists (select " + NOT_COMPARED + ")";

    private static final String KEEP_PRODUCTS = """
            with seen as (
                select b.block_id, l.title, l.brand, l.price, l.currency, l.image_hash, l.terms
            """ + NOT_COMPARED + """
                  and not exists (select from blocked_product known where known.block_id = b.block_id)
                order by b.block_id limit $1),
            product as (
                insert into blocked_product (block_id, title, brand, price, currency, image_hash, terms)
                select * from seen on conflict do nothing
                returning block_id, terms)
            insert into block_term (term, block_id) select unnest(terms), block_id from product
            """;

    private static final String TAKE_BLOCKS = """
            update block set compared = true where block_id in (
                select b.block_id from block b join blocked_product p on p.block_id = b.block_id
                where not b.compared and b.released_at is null and b.parent_block_id is null
                order by b.block_id limit $1 for no key update of b skip locked)
            returning block_id
            """;

    private static final String TERMS = """
            select listing_id, terms from listing l
            where listing_id = any($1) and terms <> '{}'
              and not exists (select from block o where o.listing_id = l.listing_id and o.released_at is null)
            """;

    private static final String POSTINGS = """
            select t.term, array_agg(t.block_id), array_agg(cardinality(p.terms) - case when p.image_hash is null then 0 else 4 end)
            from block_term t
            join blocked_product p on p.block_id = t.block_id
            join block b on b.block_id = t.block_id and b.released_at is null
            where t.term = any($1)
            group by t.term
            """;

    private static final String NEAR_LISTINGS =
            "select listing_id, block_id, place from unnest($1::text[], $2::uuid[], $3::int[]) n (listing_id, block_id, place)";

    /** One pass over the listings for all of these blocks: an index by word would be paid for with each listing. */
    private static final String NEAR_BLOCKS = """
            select listing_id, block_id,
                   row_number() over (
                       partition by listing_id
                       order by pieces desc, 200 * words / greatest(listing_words + blocked_words, 1) desc, block_id) as place
            from (select l.listing_id, p.block_id,
                         count(*) filter (where w.term not like '#%') as words,
                         count(*) filter (where w.term like '#%') as pieces,
                         cardinality(l.terms) - case when l.image_hash is null then 0 else 4 end as listing_words,
                         cardinality(p.terms) - case when p.image_hash is null then 0 else 4 end as blocked_words
                  from listing l cross join unnest(l.terms) w (term) join block_term t on t.term = w.term
                  join blocked_product p on p.block_id = t.block_id
                  where t.block_id = any($1)
                  group by l.listing_id, p.block_id) shared
            where pieces > 0 or 2 * words >= least(listing_words, blocked_words)
            """;

    /**
     * Not where a key is shared: such a listing is blocked without a question. Of the products that a listing is like the
     * nearest few are enough to ask about.
     */
    private static final String PAIRS = """
            with near as (%s),
            pair as (
                select n.listing_id, n.block_id, b.listing_id as blocked_listing_id,
                       row_number() over (partition by n.listing_id order by n.place) as place
                from near n join block b on b.block_id = n.block_id
                where b.released_at is null and b.listing_id <> n.listing_id
                  and not exists (select from block o where o.listing_id = n.listing_id and o.released_at is null)
                  and not exists (select from suspicion q where q.listing_id = n.listing_id
                                  and q.parent_block_id = n.block_id and q.status <> 'UNRELATED')
                  and not exists (select from block_key bk
                                  join listing_key k on k.kind = bk.kind and k.value = bk.value and k.scope = bk.scope
                                  where bk.block_id = n.block_id and k.listing_id = n.listing_id))
            select l.listing_id, l.title, l.brand, l.price, l.currency, l.image_hash, l.terms,
                   c.block_id, c.blocked_listing_id, p.title as blocked_title, p.brand as blocked_brand,
                   p.price as blocked_price, p.currency as blocked_currency, p.image_hash as blocked_image_hash,
                   p.terms as blocked_terms
            from pair c
            join listing l on l.listing_id = c.listing_id
            join blocked_product p on p.block_id = c.block_id
            where c.place <= 5
            order by l.listing_id, c.block_id
            """;

    private static final String OF_LISTINGS = PAIRS.formatted(NEAR_LISTINGS);
    private static final String OF_BLOCKS = PAIRS.formatted(NEAR_BLOCKS);

    private static final String KEEP = """
            insert into suspicion (suspicion_id, listing_id, title, parent_block_id, blocked_listing_id, blocked_title, score,
                                   reasons, suspected_at, status)
            select s.id, s.listing, s.title, s.block, s.blocked, s.blocked_title, s.score,
                   string_to_array(s.reasons, chr(10)), s.at, 'OPEN'
            from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::int[], $8::text[],
                        $9::timestamptz[])
                s (id, listing, title, block, blocked, blocked_title, score, reasons, at)
            on conflict do nothing
            returning suspicion_id
            """;

    /** One side of a pair. */
    record Side(String listingId, String title, Likeness likeness) {}

    /** @param blockId of the blocked product */
    record Pair(Side listing, UUID blockId, Side blocked) {}

    /** In the transaction that takes the listings in. @param causes the event that said so, by listing */
    public Uni<Void> changed(SqlConnection connection, Map<String, UUID> causes) {
        List<Map.Entry<String, UUID>> rows = List.copyOf(causes.entrySet());
        return connection
                .preparedQuery(CHANGED)
                .execute(Tuple.of(
                        rows.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        rows.stream().map(Map.Entry::getValue).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    Uni<Boolean> isToCompare(SqlConnection connection) {
        return connection.preparedQuery(IS_TO_COMPARE).execute().map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    /** Takes the next of the listings that have changed, each with the event that said so, or null. */
    Uni<Map<String, UUID>> takeListings(SqlConnection connection, int most) {
        return connection.preparedQuery(TAKE_LISTINGS).execute(Tuple.of(most)).map(rows -> {
            Map<String, UUID> causes = new HashMap<>();
            rows.forEach(row -> causes.put(row.getString(0), row.getUUID(1)));
            return causes;
        });
    }

    /** Keeps what the products of the next blocks look like, so that listings are compared with them from its commit on. */
    Uni<Void> keepProducts(SqlConnection connection, int most) {
        return connection.preparedQuery(KEEP_PRODUCTS).execute(Tuple.of(most)).replaceWithVoid();
    }

    /** Takes the next blocks whose products were kept in an earlier transaction. */
    Uni<List<UUID>> takeBlocks(SqlConnection connection, int most) {
        return connection.preparedQuery(TAKE_BLOCKS).execute(Tuple.of(most)).map(rows -> {
            List<UUID> taken = new ArrayList<>(rows.size());
            rows.forEach(row -> taken.add(row.getUUID(0)));
            return taken;
        });
    }

    Uni<List<Pair>> ofListings(SqlConnection connection, Set<String> listings) {
        return terms(connection, listings).chain(terms -> postings(connection, terms.values())
                .chain(postings -> {
                    List<String> ids = new ArrayList<>();
                    List<UUID> blocks = new ArrayList<>();
                    List<Integer> places = new ArrayList<>();
                    terms.forEach((id, words) -> postings.nearest(words).forEach(block -> {
                        ids.add(id);
                        blocks.add(block);
                        places.add(places.size());
                    }));
                    return connection
                            .preparedQuery(OF_LISTINGS)
                            .execute(Tuple.of(
                                    ids.toArray(String[]::new),
                                    blocks.toArray(UUID[]::new),
                                    places.toArray(Integer[]::new)));
                })
                .map(Candidates::pairs));
    }

    /** Of those that are on sale. */
    private static Uni<Map<String, List<String>>> terms(SqlConnection connection, Set<String> listings) {
        return connection
                .preparedQuery(TERMS)
                .execute(Tuple.of(listings.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, List<String>> terms = new HashMap<>();
                    rows.forEach(row -> terms.put(row.getString(0), List.of(row.getArrayOfStrings(1))));
                    return terms;
                });
    }

    private static Uni<Postings> postings(SqlConnection connection, Collection<List<String>> terms) {
        String[] each = terms.stream().flatMap(List::stream).distinct().toArray(String[]::new);
        return connection.preparedQuery(POSTINGS).execute(Tuple.of(each)).map(rows -> {
            Map<String, List<Posting>> byTerm = new HashMap<>();
            for (Row row : rows) {
                UUID[] blocks = row.getArrayOfUUIDs(1);
                Integer[] words = row.getArrayOfIntegers(2);
                byTerm.put(
                        row.getString(0),
                        IntStream.range(0, blocks.length)
                                .mapToObj(i -> new Posting(blocks[i], words[i]))
                                .toList());
            }
            return new Postings(byTerm);
        });
    }

    Uni<List<Pair>> ofBlocks(SqlConnection connection, List<UUID> blocks) {
        return connection
                .preparedQuery(OF_BLOCKS)
                .execute(Tuple.of(blocks.toArray(UUID[]::new)))
                .map(Candidates::pairs);
    }

    /** @return those that were not known yet */
    Uni<List<Suspicion>> keep(SqlConnection connection, List<Suspicion> suspicions) {
        if (suspicions.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfUUID(suspicions.stream().map(Suspicion::suspicionId).toArray(UUID[]::new))
                .addArrayOfString(suspicions.stream().map(Suspicion::listingId).toArray(String[]::new))
                .addArrayOfString(suspicions.stream().map(Suspicion::title).toArray(String[]::new))
                .addArrayOfUUID(
                        suspicions.stream().map(Suspicion::parentBlockId).toArray(UUID[]::new))
                .addArrayOfString(
                        suspicions.stream().map(Suspicion::blockedListingId).toArray(String[]::new))
                .addArrayOfString(
                        suspicions.stream().map(Suspicion::blockedTitle).toArray(String[]::new))
                .addArrayOfInteger(suspicions.stream().map(Suspicion::score).toArray(Integer[]::new))
                .addArrayOfString(suspicions.stream()
                        .map(suspicion -> String.join("\n", suspicion.reasons()))
                        .toArray(String[]::new))
                .addArrayOfOffsetDateTime(suspicions.stream()
                        .map(suspicion -> suspicion.suspectedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return connection.preparedQuery(KEEP).execute(columns).map(rows -> {
            Set<UUID> added = new HashSet<>();
            rows.forEach(row -> added.add(row.getUUID(0)));
            return suspicions.stream()
                    .filter(suspicion -> added.contains(suspicion.suspicionId()))
                    .toList();
        });
    }

    private static List<Pair> pairs(RowSet<Row> rows) {
        List<Pair> pairs = new ArrayList<>(rows.size());
        rows.forEach(row -> pairs.add(new Pair(
                new Side(row.getString("listing_id"), row.getString("title"), likeness(row, "")),
                row.getUUID("block_id"),
                new Side(
                        row.getString("blocked_listing_id"),
                        row.getString("blocked_title"),
                        likeness(row, "blocked_")))));
        return pairs;
    }

    private static Likeness likeness(Row row, String side) {
        return Likeness.kept(
                List.of(row.getArrayOfStrings(side + "terms")),
                row.getString(side + "brand"),
                row.getString(side + "image_hash"),
                row.getLong(side + "price"),
                row.getString(side + "currency"));
    }
}
