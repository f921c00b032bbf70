package org.importsafety.dashboard.board;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.importsafety.dashboard.board.Board.Feed;
import org.importsafety.dashboard.board.Board.RefundCase;
import org.importsafety.dashboard.board.Board.RefundTotals;
import org.importsafety.dashboard.board.Board.Verdicts;
import org.importsafety.dashboard.cases.Campaigns;
import org.importsafety.dashboard.cases.Cases;
import org.importsafety.dashboard.cases.Milestone;
import org.importsafety.dashboard.cases.SafetyCase;
import org.importsafety.dashboard.cases.TestOrders;
import org.importsafety.dashboard.intake.Intake;
import org.importsafety.dashboard.reconciliation.Reconciliations;
import org.importsafety.dashboard.refund.Progress;
import org.importsafety.dashboard.refund.Refunds;
import org.importsafety.dashboard.suspicion.Suspicions;
import org.importsafety.dashboard.timeline.Events;
import org.importsafety.dashboard.view.View;
import org.importsafety.messaging.ProgrammeClock;

/** Puts a month's board together from sums and rows that are kept ready: it costs the same however much money moves. */
@ApplicationScoped
class ReadBoard {
    private static final int HAPPENINGS = 30;
    private static final int SUSPICIONS = 100;

    private final Campaigns campaigns;
    private final Cases cases;
    private final TestOrders testOrders;
    private final Refunds refunds;
    private final Suspicions suspicions;
    private final Reconciliations reconciliations;
    private final Events events;
    private final Intake intake;
    private final Clock clock;
    private final int speed;

    ReadBoard(
            Campaigns campaigns,
            Cases cases,
            TestOrders testOrders,
            Refunds refunds,
            Suspicions suspicions,
            Reconciliations reconciliations,
            Events events,
            Intake intake,
            Clock clock,
            ProgrammeClock.Settings time) {
        this.campaigns = campaigns;
        this.cases = cases;
        this.testOrders = testOrders;
        this.refunds = refunds;
        this.suspicions = suspicions;
        this.reconciliations = reconciliations;
        this.events = events;
        this.intake = intake;
        this.clock = clock;
        this.speed = time.speed().orElse(1);
    }

    /** @param asked null: the newest month @return null when there is no such month */
    Uni<Board> read(View view, String asked) {
        return campaigns.months().chain(months -> {
            if (asked != null && !months.contains(asked)) {
                return Uni.createFrom().nullItem();
            }
            return read(view, months, asked != null || months.isEmpty() ? asked : months.get(0));
        });
    }

    private Uni<Board> read(View view, List<String> months, String month) {
        return Uni.combine()
                .all()
                .unis(
                        campaigns.find(month),
                        cases.ofMonth(month),
                        refunds.ofMonth(month),
                        view.isStaff()
                                ? testOrders.labs(month)
                                : Uni.createFrom().item(List.<TestOrders.Lab>of()),
                        view.isStaff()
                                ? suspicions.open(SUSPICIONS)
                                : Uni.createFrom().item(List.<Suspicions.Open>of()),
                        intake.counts(),
                        reconciliations.last(),
                        events.news(view, HAPPENINGS))
                .with((campaign, all, progress, labs, suspected, counts, books, news) -> new Board(
                        view,
                        clock.instant(),
                        speed,
                        months,
                        month,
                        campaign,
                        new Feed(counts.listings(), counts.orderLines()),
                        Stage.funnel(all),
                        Verdicts.of(all),
                        totals(all, progress),
                        SafetyTimes.of(all),
                        labs,
                        refundCases(all, progress),
                        suspected,
                        view.isStaff() ? counts.parked() : null,
                        books,
                        news));
    }

    private static RefundTotals totals(List<SafetyCase> all, Map<String, Progress> progress) {
        Progress sum = progress.values().stream().reduce(Progress.NONE, Progress::plus);
        return new RefundTotals(
                all.stream().filter(it -> it.has(Milestone.OPENED)).count(),
                all.stream().filter(it -> it.has(Milestone.REFUNDED)).count(),
                sum.requested(),
                sum.settled(),
                sum.failed(),
                all.stream().mapToLong(SafetyCase::stopped).sum(),
                sum.amounts());
    }

    private static List<RefundCase> refundCases(List<SafetyCase> all, Map<String, Progress> progress) {
        return all.stream()
                .filter(it -> it.has(Milestone.BLOCKED))
                .sorted(Comparator.comparing((SafetyCase it) -> it.at(Milestone.BLOCKED))
                        .reversed()
                        .thenComparing(SafetyCase::caseId))
                .map(it -> refundCase(it, progress.getOrDefault(it.caseId(), Progress.NONE)))
                .toList();
    }

    private static RefundCase refundCase(SafetyCase it, Progress progress) {
        return new RefundCase(
                it.caseId(),
                it.listingId(),
                it.title(),
                it.category(),
                it.at(Milestone.BLOCKED),
                it.at(Milestone.CONFIRMED),
                it.standing(),
                it.at(Milestone.OPENED),
                it.at(Milestone.REFUNDED),
                progress.requested(),
                progress.settled(),
                progress.failed(),
                it.stopped(),
                progress.amounts(),
                it.ground());
    }
}
