package org.importsafety.dashboard.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.importsafety.dashboard.notice.Notices;
import org.importsafety.dashboard.notice.Reach;
import org.importsafety.dashboard.refund.Progress;
import org.importsafety.dashboard.refund.Progress.Amounts;
import org.importsafety.dashboard.refund.Refunds;
import org.importsafety.dashboard.timeline.Entry;
import org.importsafety.dashboard.timeline.Events;
import org.importsafety.dashboard.view.View;
import org.importsafety.events.Nonconformity;
import org.importsafety.rest.Page;

/** A case and its whole history, as far as the caller may see it. */
@ApplicationScoped
class ReadCase {
    private static final int EVENTS_OF_A_PAGE = 200;

    private final Cases cases;
    private final Refunds refunds;
    private final Notices notices;
    private final Events events;

    ReadCase(Cases cases, Refunds refunds, Notices notices, Events events) {
        this.cases = cases;
        this.refunds = refunds;
        this.notices = notices;
        this.events = events;
    }

    /**
     * @param sellerId null for the public
     * @param verdict the latest
     * @param timeToSafe null where nothing failed
     */
    record Shown(
            String caseId,
            String month,
            String listingId,
            String title,
            String category,
            String sellerId,
            State state,
            Integer rank,
            Long orders,
            String lab,
            Verdict verdict,
            List<Nonconformity> nonconformities,
            Instant blockedAt,
            Instant confirmedAt,
            Standing standing,
            Instant standingAt,
            TimeToSafe timeToSafe,
            RefundsOfCase refunds,
            Reach notices,
            Page<Entry> events) {}

    /** @param cases 1 when there is a refund case, so that the sums read as they do for a month */
    record RefundsOfCase(
            int cases,
            int completed,
            long requested,
            long settled,
            long failed,
            long stopped,
            List<Amounts> amounts,
            Instant openedAt,
            Instant completedAt) {}

    /** @return null when there is no such case, or the caller must not know of it */
    Uni<Shown> read(View view, String caseId, UUID after) {
        return cases.find(List.of(caseId)).chain(found -> {
            if (found.isEmpty() || !view.isStaff() && !found.get(0).has(Milestone.BLOCKED)) {
                return Uni.createFrom().nullItem();
            }
            return Uni.combine()
                    .all()
                    .unis(
                            refunds.ofCase(caseId),
                            notices.ofCase(caseId),
                            events.ofCase(view, caseId, after, EVENTS_OF_A_PAGE + 1))
                    .with((progress, reach, entries) -> shown(view, found.get(0), progress, reach, entries));
        });
    }

    private static Shown shown(View view, SafetyCase it, Progress progress, Reach reach, List<Entry> entries) {
        return new Shown(
                it.caseId(),
                it.month(),
                it.listingId(),
                it.title(),
                it.category(),
                view.isStaff() ? it.sellerId() : null,
                it.state(),
                it.rank(),
                it.orders(),
                it.lab(),
                it.verdict(),
                it.nonconformities(),
                it.at(Milestone.BLOCKED),
                it.at(Milestone.CONFIRMED),
                it.standing(),
                it.standingAt(),
                TimeToSafe.of(it),
                new RefundsOfCase(
                        it.has(Milestone.OPENED) ? 1 : 0,
                        it.has(Milestone.REFUNDED) ? 1 : 0,
                        progress.requested(),
                        progress.settled(),
                        progress.failed(),
                        it.stopped(),
                        progress.amounts(),
                        it.at(Milestone.OPENED),
                        it.at(Milestone.REFUNDED)),
                reach,
                Page.of(entries, EVENTS_OF_A_PAGE, entry -> entry.id().toString()));
    }
}
