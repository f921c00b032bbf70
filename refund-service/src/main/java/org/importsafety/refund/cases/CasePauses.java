package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.importsafety.refund.cases.Pause.Shortage;

/**
 * The pause of a case in the table refund_case. As with a hold, whoever writes it waits for the claims that are under way,
 * and from its commit on nothing more is claimed.
 */
@ApplicationScoped
class CasePauses {
    private static final String LOCK = "select * from refund_case where case_id = $1 for update";
    private static final String PUT = """
            update refund_case
            set paused = $2, paused_by = $3, paused_reason = $4, paused_at = $5, resumed_by = $6, resumed_reason = $7,
                resumed_at = $8, short_refund = null, short_currency = null, short_missing = null
            where case_id = $1
            """;
    private static final String SHORT = """
            update refund_case
            set paused = true, paused_by = $2, paused_reason = $3, paused_at = $4, resumed_by = null, resumed_reason = null,
                resumed_at = null, short_refund = $5, short_currency = $6, short_missing = $7
            where case_id = $1
            """;
    private static final String UNPAID = """
            select coalesce(sum(amount), 0)::bigint from refund
            where case_id = $1 and state in ('PLANNED', 'REQUESTED') and currency = $2
            """;
    private static final String END_SHORTAGES = """
            update refund_case c
            set paused = false, resumed_by = $1, resumed_reason = $2, resumed_at = $3, short_refund = null,
                short_currency = null, short_missing = null
            where short_refund is not null
              and not exists (select from refund r where r.refund_id = c.short_refund and r.state = 'REQUESTED')
            returning case_id, listing_id
            """;

    private static final String COUNT_SHORT = "select count(*) from refund_case where short_refund is not null";

    /** A case whose row this transaction holds. @param pause the last one, or null */
    record Locked(String caseId, String listingId, boolean complete, Pause pause) {}

    /** A case that goes on. */
    record Resumed(String caseId, String listingId) {}

    /** @return null when there is no such case */
    Uni<Locked> lock(SqlConnection connection, String caseId) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(caseId)).map(rows -> {
            Row row = rows.iterator().hasNext() ? rows.iterator().next() : null;
            return row == null
                    ? null
                    : new Locked(
                            caseId,
                            row.getString("listing_id"),
                            "COMPLETED".equals(row.getString("state")),
                            pause(row));
        });
    }

    /** A pause by a person, or its end. */
    Uni<Void> put(SqlConnection connection, String caseId, Pause pause) {
        Decision ended = pause.ended();
        return connection
                .preparedQuery(PUT)
                .execute(Tuple.from(new Object[] {
                    caseId,
                    pause.waits(),
                    pause.begun().by(),
                    pause.begun().reason(),
                    time(pause.begun().at()),
                    ended == null ? null : ended.by(),
                    ended == null ? null : ended.reason(),
                    ended == null ? null : time(ended.at())
                }))
                .replaceWithVoid();
    }

    /** @param refundId what the balance was too short for: when that is decided, the pause is over */
    Uni<Void> putShort(SqlConnection connection, String caseId, UUID refundId, Pause pause) {
        return connection
                .preparedQuery(SHORT)
                .execute(Tuple.from(new Object[] {
                    caseId,
                    pause.begun().by(),
                    pause.begun().reason(),
                    time(pause.begun().at()),
                    refundId,
                    pause.shortage().currency(),
                    pause.shortage().missing()
                }))
                .replaceWithVoid();
    }

    /** @return minor units */
    Uni<Long> unpaid(SqlConnection connection, String caseId, String currency) {
        return connection
                .preparedQuery(UNPAID)
                .execute(Tuple.of(caseId, currency))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** @return the cases that go on since the refund that the balance was too short for is decided */
    Uni<List<Resumed>> endShortages(SqlConnection connection, String reason, Instant at) {
        return connection
                .preparedQuery(END_SHORTAGES)
                .execute(Tuple.of(Pause.BALANCE_RULE, reason, time(at)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Resumed(row.getString("case_id"), row.getString("listing_id")))
                        .toList());
    }

    Uni<Long> countShort(SqlConnection connection) {
        return connection.query(COUNT_SHORT).execute().map(rows -> rows.iterator()
                .next()
                .getLong(0));
    }

    /** @return the last pause of the case in this row, or null */
    static Pause pause(Row row) {
        if (row.getOffsetDateTime("paused_at") == null) {
            return null;
        }
        return new Pause(
                decision(row, "paused"),
                row.getBoolean("paused") ? null : decision(row, "resumed"),
                row.getUUID("short_refund") == null
                        ? null
                        : new Shortage(row.getString("short_currency"), row.getLong("short_missing")));
    }

    private static Decision decision(Row row, String which) {
        return new Decision(
                row.getString(which + "_by"),
                row.getString(which + "_reason"),
                row.getOffsetDateTime(which + "_at").toInstant());
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
