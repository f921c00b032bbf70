package org.importsafety.refund.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.importsafety.events.Money;

/** The table payout, and which case waits for one; whoever writes it holds the case's row. */
@ApplicationScoped
class Payouts {
    private static final String FIND = "select * from payout where case_id = $1";
    private static final String PUT = """
            insert into payout values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (case_id) do update
            set amounts = $2, requested_by = $3, requested_reason = $4, requested_at = $5, approved_by = $6,
                approved_reason = $7, approved_at = $8
            """;
    private static final String LOCK =
            "select listing_id, awaits_approval from refund_case where case_id = $1 for update";
    private static final String SET_AWAITS =
            "update refund_case set awaits_approval = $2 where case_id = $1 and awaits_approval <> $2";
    private static final TypeReference<List<Money>> AMOUNTS = new TypeReference<>() {};

    private final Pool pool;
    private final ObjectMapper json;

    Payouts(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** A case whose row this transaction holds. */
    record Locked(String listingId, boolean awaits) {}

    /** @return null when there is no such case */
    Uni<Locked> lock(SqlConnection connection, String caseId) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(caseId)).map(rows -> {
            Row row = first(rows);
            return row == null ? null : new Locked(row.getString("listing_id"), row.getBoolean("awaits_approval"));
        });
    }

    /** @return null for none */
    Uni<Payout> find(SqlConnection connection, String caseId) {
        return connection.preparedQuery(FIND).execute(Tuple.of(caseId)).map(this::payout);
    }

    /** @return null for none */
    Uni<Payout> find(String caseId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(caseId)).map(this::payout);
    }

    Uni<Void> put(SqlConnection connection, String caseId, Payout payout) {
        Decision approved = payout.approved();
        return connection
                .preparedQuery(PUT)
                .execute(Tuple.from(new Object[] {
                    caseId,
                    text(payout.amounts()),
                    payout.requested().by(),
                    payout.requested().reason(),
                    payout.requested().at().atOffset(ZoneOffset.UTC),
                    approved == null ? null : approved.by(),
                    approved == null ? null : approved.reason(),
                    approved == null ? null : approved.at().atOffset(ZoneOffset.UTC)
                }))
                .replaceWithVoid();
    }

    /** @return false when that is so already */
    Uni<Boolean> setAwaits(SqlConnection connection, String caseId, boolean awaits) {
        return connection
                .preparedQuery(SET_AWAITS)
                .execute(Tuple.of(caseId, awaits))
                .map(rows -> rows.rowCount() == 1);
    }

    private Payout payout(RowSet<Row> rows) {
        Row row = first(rows);
        return row == null
                ? null
                : new Payout(amounts(row.getString("amounts")), decision(row, "requested"), decision(row, "approved"));
    }

    private static Decision decision(Row row, String which) {
        OffsetDateTime at = row.getOffsetDateTime(which + "_at");
        return at == null
                ? null
                : new Decision(row.getString(which + "_by"), row.getString(which + "_reason"), at.toInstant());
    }

    private List<Money> amounts(String text) {
        try {
            return json.readValue(text, AMOUNTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The sums of a payout cannot be read", e);
        }
    }

    private String text(List<Money> amounts) {
        try {
            return json.writeValueAsString(amounts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? rows.iterator().next() : null;
    }
}
