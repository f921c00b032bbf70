package org.importsafety.dashboard.board;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.importsafety.dashboard.cases.Milestone;
import org.importsafety.dashboard.cases.SafetyCase;

/**
 * A stage of the month's funnel.
 *
 * @param count cases that have reached it
 * @param waiting those of them that must still reach the next one
 * @param oldest since when the one that has waited longest waits; null when none does
 */
record Stage(Milestone stage, long count, long waiting, Instant oldest) {
    /** A report waits for nothing: most of them are good news. */
    private static final Map<Milestone, Milestone> NEXT = Map.of(
            Milestone.SELECTED, Milestone.ORDERED,
            Milestone.ORDERED, Milestone.REPORTED,
            Milestone.FAILED, Milestone.BLOCKED,
            Milestone.BLOCKED, Milestone.CONFIRMED,
            Milestone.CONFIRMED, Milestone.REFUNDED);

    static List<Stage> funnel(List<SafetyCase> cases) {
        return Stream.of(Milestone.values())
                .filter(milestone -> milestone != Milestone.OPENED)
                .map(milestone -> of(milestone, cases))
                .toList();
    }

    private static Stage of(Milestone milestone, List<SafetyCase> cases) {
        List<SafetyCase> there = cases.stream().filter(it -> it.has(milestone)).toList();
        List<Instant> waiting = there.stream()
                .filter(it -> waits(it, milestone))
                .map(it -> it.at(milestone))
                .sorted()
                .toList();
        return new Stage(milestone, there.size(), waiting.size(), waiting.isEmpty() ? null : waiting.get(0));
    }

    /** What nobody can test waits for no order, and a released listing for no block. */
    private static boolean waits(SafetyCase it, Milestone milestone) {
        Milestone next = NEXT.get(milestone);
        boolean unroutable = milestone == Milestone.SELECTED && it.verdict() != null;
        boolean released = it.released() && milestone.compareTo(Milestone.FAILED) >= 0;
        return next != null && !it.has(next) && !unroutable && !released;
    }
}
