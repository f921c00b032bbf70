package org.importsafety.dashboard.cases;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.importsafety.events.Nonconformity;

/**
 * What is known of a case.
 *
 * @param title null until the listing has been heard of; so are category and sellerId
 * @param rank null unless it was selected; so is orders
 * @param lab the one that was asked last
 * @param standing where the block stands, and standingAt since when; null when there is none
 * @param stopped refunds that were withdrawn
 * @param verifiedAt when somebody first tried to buy it in vain; null when nobody has
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
        Standing standing,
        Instant standingAt,
        long stopped,
        Instant verifiedAt) {

    /** What the platform has confirmed is not, once it is seen or said that it does not hold. */
    public SafetyCase {
        boolean open = standing != null && standing != Standing.RELEASED && !standing.isStopped();
        if (open && reached.containsKey(Milestone.CONFIRMED)) {
            reached = new EnumMap<>(reached);
            reached.remove(Milestone.CONFIRMED);
        }
    }

    public boolean released() {
        return standing == Standing.RELEASED;
    }

    public boolean has(Milestone milestone) {
        return reached.containsKey(milestone);
    }

    /** Null when it has not got there. */
    public Instant at(Milestone milestone) {
        return reached.get(milestone);
    }

    /** A block that the platform has not confirmed stays just that, however far the refunds are; null: only skipped. */
    public State state() {
        if (released()) {
            return State.RELEASED;
        }
        if (standing == Standing.BREACHED) {
            return State.BREACHED;
        }
        if (has(Milestone.BLOCKED)) {
            if (!has(Milestone.CONFIRMED)) {
                return State.BLOCKED;
            }
            if (has(Milestone.REFUNDED)) {
                return State.REFUNDED;
            }
            return standing == Standing.VERIFIED ? State.VERIFIED : State.CONFIRMED;
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
