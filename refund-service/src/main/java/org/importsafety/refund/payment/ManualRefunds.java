package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.UUID;

/** What a person did about a refund, in the table refund. */
@ApplicationScoped
class ManualRefunds {
    private static final String LOCK = "select * from refund where refund_id = $1 for update";
    private static final String SETTLE = """
            update refund set state = 'SETTLED', final_at = $2, lease_until = null, reason = null, manual = false,
                              manual_way = $3, manual_reference = $4, manual_by = $5, manual_at = $2
            where refund_id = $1
            """;

    /** A refund whose row this transaction holds. @param onList a person has to look at it */
    record Listed(Refund refund, boolean onList, ManualSettlement settlement) {}

    /** @return null when there is no such refund */
    Uni<Listed> lock(SqlConnection connection, UUID refundId) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(refundId)).map(rows -> {
            Row row = rows.iterator().hasNext() ? rows.iterator().next() : null;
            return row == null
                    ? null
                    : new Listed(Refunds.refund(row), row.getBoolean("manual"), Refunds.settlement(row));
        });
    }

    Uni<Void> settle(SqlConnection connection, UUID refundId, ManualSettlement settlement) {
        return connection
                .preparedQuery(SETTLE)
                .execute(Tuple.of(
                        refundId,
                        settlement.at().atOffset(ZoneOffset.UTC),
                        settlement.way().name(),
                        settlement.reference(),
                        settlement.by()))
                .replaceWithVoid();
    }
}
