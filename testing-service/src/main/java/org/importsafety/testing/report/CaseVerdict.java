package org.importsafety.testing.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.importsafety.testing.report.Verdict.Outcome;

/**
 * Which of several reports on one case counts for the case. Safety first:
 *
 * <ul>
 *   <li>any fail stands; only the word of a referee that came after it, a pass or a fail, takes its place;
 *   <li>what was inconclusive is decided by a later order's pass or fail;
 *   <li>a pass counts where nothing fails and nothing is left open.
 * </ul>
 *
 * @param testOrder the order whose report it is
 */
record CaseVerdict(Outcome outcome, UUID testOrder) {

    /**
     * An order's report that counts for it.
     *
     * @param retest it was ordered because of an earlier one, and so may decide what that one left open
     * @param decidedAt when the report was recorded, or confirmed where it had to be
     */
    record Run(UUID testOrder, boolean retest, boolean referee, Outcome outcome, Instant decidedAt) {
        private boolean isDecided() {
            return outcome == Outcome.PASS || outcome == Outcome.FAIL;
        }
    }

    /** @param runs as they were ordered; empty where nothing was reported to an end yet */
    static Optional<CaseVerdict> of(List<Run> runs) {
        Optional<Run> settling =
                runs.stream().filter(run -> run.referee() && run.isDecided()).max(Comparator.comparing(Run::decidedAt));
        List<Run> standing = settling.map(referee -> runs.stream()
                        .filter(run -> run == referee || run.decidedAt().isAfter(referee.decidedAt()))
                        .toList())
                .orElse(runs);
        return last(standing, run -> run.outcome() == Outcome.FAIL)
                .or(() -> last(standing, run -> !run.isDecided() && !isDecidedLater(run, runs)))
                .or(() -> last(standing, Run::isDecided))
                .map(run -> new CaseVerdict(run.outcome(), run.testOrder()));
    }

    private static boolean isDecidedLater(Run open, List<Run> runs) {
        return runs.subList(runs.indexOf(open) + 1, runs.size()).stream()
                .anyMatch(later -> later.retest() && later.isDecided());
    }

    private static Optional<Run> last(List<Run> runs, Predicate<Run> which) {
        return runs.stream().filter(which).reduce((earlier, later) -> later);
    }
}
