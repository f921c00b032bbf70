package org.importsafety.refund.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.Nonconformity;

/**
 * The tables recall and noticed_line: why the buyers of a case are told, and who they are. A buyer is noted for a line
 * that was paid since the case's refundFrom, whether money is left to pay back or not: it is the thing that is dangerous.
 * Whoever takes in lines notes those of known cases in the same transaction; the others are looked through in chunks.
 */
@ApplicationScoped
class Recalls {
    /** A tenth of a second's work, as the planning does it. */
    private static final int CHUNK = 10_000;

    private static final String KEEP = """
            insert into recall as known (case_id, listing_id, refund_from, version, nonconformities)
            values ($1, $2, $3, $4, $5)
            on conflict (case_id) do update
            set refund_from = excluded.refund_from, version = excluded.version,
                nonconformities = excluded.nonconformities,
                seen_all = known.seen_all and excluded.refund_from >= known.refund_from,
                seen_to_paid_at = case when excluded.refund_from >= known.refund_from then known.seen_to_paid_at end,
                seen_to_order = case when excluded.refund_from >= known.refund_from then known.seen_to_order else '' end,
                seen_to_line = case when excluded.refund_from >= known.refund_from then known.seen_to_line else 0 end
            where known.version < excluded.version
            """;

    /** While the block of a case has ended, nobody is told of it. */
    private static final String WAITING = """
            select r.case_id from recall r join refund_case c using (case_id)
            where not c.released
              and (not r.seen_all
                   or c.planned = 'WHOLE' and exists (select from buyer_notice n where n.case_id = r.case_id and n.state = 'DUE'))
            order by c.opened_at, r.case_id
            """;
    /** The case's row is shared until the commit: whoever releases it waits, and finds nothing asked for afterwards. */
    private static final String LOCK = """
            select r.*, c.planned = 'WHOLE' as whole from recall r join refund_case c using (case_id)
            where r.case_id = $1 and not c.released
            for update of r skip locked for share of c skip locked
            """;

    /** Of the rows of a chunk. */
    private static final String NOTE = """
            lines as (
                insert into noticed_line (case_id, buyer_ref, order_id, line_no)
                select case_id, buyer_ref, order_id, line_no from chunk order by case_id, buyer_ref, order_id, line_no
                on conflict do nothing),
            notices as (
                insert into buyer_notice (notice_id, case_id, buyer_ref, state)
                select distinct name_uuid(case_id || '|' || buyer_ref), case_id, buyer_ref, 'DUE' from chunk
                order by case_id, buyer_ref
                on conflict do nothing)
            """;

    private static final String NOTE_CHUNK = """
            with chunk as materialized (
                select r.case_id, l.* from recall r, lateral (
                    select buyer_ref, order_id, line_no, paid_at from purchase
                    where listing_id = r.listing_id
                      and (paid_at, order_id, line_no)
                          > (coalesce(r.seen_to_paid_at, r.refund_from), r.seen_to_order, r.seen_to_line)
                    order by paid_at, order_id, line_no limit $2) l
                where r.case_id = $1),
            %s
            update recall r
            set seen_all = (select count(*) from chunk) < $2,
                seen_to_paid_at = coalesce(l.paid_at, r.seen_to_paid_at),
                seen_to_order = coalesce(l.order_id, r.seen_to_order),
                seen_to_line = coalesce(l.line_no, r.seen_to_line)
            from (values (1)) one
            left join (select * from chunk order by paid_at desc, order_id desc, line_no desc limit 1) l on true
            where r.case_id = $1
            """.formatted(NOTE);
    private static final String NOTE_LINES = """
            with chunk as materialized (
                select r.case_id, l.buyer_ref, l.order_id, l.line_no from recall r
                join purchase l on l.listing_id = r.listing_id and l.paid_at >= r.refund_from
                where (l.order_id, l.line_no) in (select * from unnest($1::text[], $2::int[]))),
            %s
            select count(*) from chunk
            """.formatted(NOTE);

    private static final TypeReference<List<Nonconformity>> NONCONFORMITIES = new TypeReference<>() {};

    private final Pool pool;
    private final ObjectMapper json;

    Recalls(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** A recall whose row this transaction holds. @param whole the orders feed is read to its end as of the block */
    record Locked(Recall recall, boolean seenAll, boolean whole) {}

    /** Of several requests of a block the newest says why. */
    Uni<Void> keep(SqlConnection connection, SaleBlocked blocked, long version) {
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.of(
                        blocked.caseId(),
                        blocked.listingId(),
                        blocked.refundFrom().atOffset(ZoneOffset.UTC),
                        version,
                        text(blocked.nonconformities())))
                .replaceWithVoid();
    }

    /** Cases with buyers to note or to tell. */
    Uni<List<String>> waiting() {
        return pool.query(WAITING).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList());
    }

    /** @return null when another instance is at it, or the block has ended meanwhile */
    Uni<Locked> lock(SqlConnection connection, String caseId) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(caseId)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? locked(row.next()) : null;
        });
    }

    /** Notes the buyers of the next lines of a case. */
    Uni<Void> noteChunk(SqlConnection connection, String caseId) {
        return connection
                .preparedQuery(NOTE_CHUNK)
                .execute(Tuple.of(caseId, CHUNK))
                .replaceWithVoid();
    }

    /** Notes the buyers of lines that this transaction added. */
    Uni<Void> noteLines(SqlConnection connection, String[] orderIds, Integer[] lineNos) {
        return connection
                .preparedQuery(NOTE_LINES)
                .execute(Tuple.tuple().addArrayOfString(orderIds).addArrayOfInteger(lineNos))
                .replaceWithVoid();
    }

    private Locked locked(Row row) {
        return new Locked(
                new Recall(
                        row.getString("case_id"),
                        row.getString("listing_id"),
                        nonconformities(row.getString("nonconformities"))),
                row.getBoolean("seen_all"),
                row.getBoolean("whole"));
    }

    private List<Nonconformity> nonconformities(String text) {
        try {
            return json.readValue(text, NONCONFORMITIES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The reasons of a recall cannot be read", e);
        }
    }

    private String text(List<Nonconformity> nonconformities) {
        try {
            return json.writeValueAsString(nonconformities);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
