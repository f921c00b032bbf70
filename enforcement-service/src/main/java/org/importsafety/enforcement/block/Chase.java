package org.importsafety.enforcement.block;

import java.time.Instant;
import java.util.Set;
import org.importsafety.enforcement.block.Escalation.Level;
import org.importsafety.events.EnforcementEvent.BlockOverdue;
import org.importsafety.events.EnforcementEvent.SaleBlocked;

/**
 * What follows when the time to answer is over and the platform has not confirmed the block, because it is silent or
 * because its answer was not DONE: it is told, and the platform is asked again, with the same block id and the next
 * attempt.
 */
record Chase(Deadline deadline, Escalation escalation) {
    private static final String NO_ANSWER = "NO_ANSWER";
    private static final Set<String> NOT_DONE = Set.of("PARTIAL", "NOT_FOUND", "FAILED");

    /** @param missed how many deadlines in a row are missed now */
    record Missed(BlockOverdue overdue, SaleBlocked again, int missed) {}

    /**
     * @param statement the request that is overdue
     * @param answer the platform's word that counts, with its note; null when there is none
     * @param before how many deadlines in a row were missed before this one
     */
    Missed missed(SaleBlocked statement, Instant due, String answer, String note, int before, Instant now) {
        int missed = before + 1;
        boolean incomplete = answer != null && NOT_DONE.contains(answer);
        Level level = escalation.level(missed);
        var overdue = new BlockOverdue(
                statement.caseId(),
                statement.blockId(),
                statement.listingId(),
                incomplete ? answer : NO_ANSWER,
                due,
                incomplete ? note : null,
                level == null ? null : level.name());
        Instant respondBy = deadline.of(statement.severity(), now, missed);
        return new Missed(overdue, Block.again(statement, respondBy), missed);
    }
}
