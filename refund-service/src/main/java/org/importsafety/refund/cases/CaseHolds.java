package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The hold of a case in the table refund_case. To pay, a claim shares the case's row until it commits; each statement here
 * needs it alone: so it waits for what is being claimed, and from its commit on nothing more is.
 */
@ApplicationScoped
class CaseHolds {
    private static final String HOLD = """
            update refund_case set held_for = $2, held_by = $3, held_reason = $4, held_at = $5
            where case_id = $1 and not released and held_for is null
            """;
    private static final String END = "update refund_case set held_for = null where case_id = $1 and held_for = $2";
    private static final String END_BY_RENEWAL =
            "update refund_case set held_for = null where case_id = $1 and held_for is not null and held_at < $2";

    /**
     * @param heldFor the appeal that the case waits for
     * @param at programme time
     * @return false when there is no such case, its block has ended, or it is held already
     */
    Uni<Boolean> hold(SqlConnection connection, String caseId, String heldFor, String by, String reason, Instant at) {
        return change(connection, HOLD, Tuple.of(caseId, heldFor, by, reason, at.atOffset(ZoneOffset.UTC)));
    }

    /** @return false when the case is not held for that */
    Uni<Boolean> end(SqlConnection connection, String caseId, String heldFor) {
        return change(connection, END, Tuple.of(caseId, heldFor));
    }

    /** @return false when the case is not held since before the block was asked for */
    Uni<Boolean> endByRenewal(SqlConnection connection, String caseId, Instant blockedAt) {
        return change(connection, END_BY_RENEWAL, Tuple.of(caseId, blockedAt.atOffset(ZoneOffset.UTC)));
    }

    private static Uni<Boolean> change(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == 1);
    }
}
