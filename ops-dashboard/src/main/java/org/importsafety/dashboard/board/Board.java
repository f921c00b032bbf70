package org.importsafety.dashboard.board;

import java.time.Instant;
import java.util.List;
import org.importsafety.dashboard.cases.Campaigns.Campaign;
import org.importsafety.dashboard.cases.SafetyCase;
import org.importsafety.dashboard.cases.Standing;
import org.importsafety.dashboard.cases.TestOrders.Lab;
import org.importsafety.dashboard.cases.Verdict;
import org.importsafety.dashboard.reconciliation.Reconciliations.Compared;
import org.importsafety.dashboard.refund.Progress.Amounts;
import org.importsafety.dashboard.suspicion.Suspicions;
import org.importsafety.dashboard.timeline.Entry;
import org.importsafety.dashboard.view.View;

/**
 * A month at a glance.
 *
 * @param now programme time, and speed how many of its seconds are one second
 * @param month null when there is none yet
 * @param campaign null until it is closed
 * @param labs empty for the public
 * @param suspicions the likeliest of those that wait for a person, of whichever month; empty for the public
 * @param parked null for the public
 * @param books whether cases, orders and the provider's statement agree; null until they were compared
 */
record Board(
        View view,
        Instant now,
        int speed,
        List<String> months,
        String month,
        Campaign campaign,
        Feed feed,
        List<Stage> funnel,
        Verdicts verdicts,
        RefundTotals refunds,
        SafetyTimes timeToSafe,
        List<Lab> labs,
        List<RefundCase> refundCases,
        List<Suspicions.Open> suspicions,
        Long parked,
        Compared books,
        List<Entry> happenings) {

    /** What the platform has told so far. */
    record Feed(long listings, long orderLines) {}

    record Verdicts(long passed, long failed, long inconclusive, long unroutable) {
        static Verdicts of(List<SafetyCase> cases) {
            return new Verdicts(
                    count(cases, Verdict.PASSED),
                    count(cases, Verdict.FAILED),
                    count(cases, Verdict.INCONCLUSIVE),
                    count(cases, Verdict.UNROUTABLE));
        }

        private static long count(List<SafetyCase> cases, Verdict verdict) {
            return cases.stream().filter(it -> it.verdict() == verdict).count();
        }
    }

    record RefundTotals(
            long cases,
            long completed,
            long requested,
            long settled,
            long failed,
            long stopped,
            List<Amounts> amounts) {}

    /** A blocked item and its buyers' money. */
    record RefundCase(
            String caseId,
            String listingId,
            String title,
            String category,
            Instant blockedAt,
            Instant confirmedAt,
            Standing standing,
            Instant openedAt,
            Instant completedAt,
            long requested,
            long settled,
            long failed,
            long stopped,
            List<Amounts> amounts,
            String ground) {}
}
