package org.importsafety.dashboard.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.importsafety.events.Nonconformity;

/**
 * What is known of a case.
 *
 * @param title null until the listing has been heard of; so are category and sellerId
 * @param rank null unless it was selected; so is orders
 * @param lab the one that was asked last
 * @param released the block has ended
 * @param stopped refunds that were withdrawn
 */
public record SafetyCase(
        String caseId,
        String month,
        String listingId,
        String title,
        String category,
        String sellerId,
        Map<Milestone, Instant> reached,
        Integer rank,
        Long orders,
        String lab,
        Verdict verdict,
        List<Nonconformity> nonconformities,
        String ground,
        boolean released,
        long stopped) {

    public boolean has(Milestone milestone) {
        return reached.containsKey(milestone);
    }

    /** Null when it has not got there. */
    public Instant at(Milestone milestone) {
        return reached.get(milestone);
    }

    /** A block that the platform has not confirmed stays just that, however far the refunds are; null: only skipped. */
    public State state() {
        if (released) {
            return State.RELEASED;
        }
        if (has(Milestone.BLOCKED)) {
            if (!has(Milestone.CONFIRMED)) {
                return State.BLOCKED;
            }
            return has(Milestone.REFUNDED) ? State.REFUNDED : State.CONFIRMED;
        }
        if (verdict != null) {
            return State.valueOf(verdict.name());
        }
        if (has(Milestone.ORDERED)) {
            return State.ORDERED;
        }
        return has(Milestone.SELECTED) ? State.SELECTED : null;
    }
}
