package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Nonconformity;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.order.TestOrders;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.PlanVersion;
import org.importsafety.testing.standard.PlanVersion.Item;
import org.importsafety.testing.standard.Plans;
import org.jboss.logging.Logger;

/**
 * Judges by another plan version what was reported on its categories and ages: of each order the report that it stands
 * by. What was not ordered then is not missed now. In one session; stores nothing.
 */
final class Trial {
    private static final Logger LOG = Logger.getLogger(Trial.class);
    private static final int BATCH = 200;

    private final Mutiny.Session session;
    private final PlanVersion wanted;
    private final UUID after;
    private final int limit;
    private final Map<String, PlanVersion> pinned = new HashMap<>();
    private final List<Changed> changed = new ArrayList<>();
    private int reports;
    private int passedThatFail;

    /** A verdict that would be another. @param nonconformities what would be told */
    record Changed(
            UUID testOrderId,
            String caseId,
            String listingId,
            String lab,
            String reportNo,
            int revision,
            Outcome before,
            Outcome after,
            String reason,
            List<Nonconformity> nonconformities) {}

    /**
     * What came of it; the counts are of all, whatever the page.
     *
     * @param passedThatFail items that passed and would fail
     */
    record Answer(int reports, int changed, int passedThatFail, List<Changed> items, String next) {}

    /** @param after the order after which the page of changes begins */
    Trial(Mutiny.Session session, PlanVersion wanted, UUID after, int limit) {
        this.session = session;
        this.wanted = wanted;
        this.after = after;
        this.limit = limit;
    }

    Uni<Answer> run() {
        return batchAfter(new UUID(0, 0)).map(done -> {
            List<Changed> rest = changed.stream()
                    .filter(row -> row.testOrderId().toString().compareTo(after.toString()) > 0)
                    .toList();
            List<Changed> page = rest.subList(0, Math.min(limit, rest.size()));
            String next =
                    rest.size() > limit ? page.get(limit - 1).testOrderId().toString() : null;
            return new Answer(reports, changed.size(), passedThatFail, page, next);
        });
    }

    private Uni<Void> batchAfter(UUID last) {
        return new TestOrders(session).decided(wanted.categories(), last, BATCH).chain(orders -> {
            if (orders.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Uni<Void> batch = Uni.createFrom().voidItem();
            for (TestOrder order : orders) {
                if (wanted.isForAge(order.ageGroup())) {
                    batch = batch.chain(() -> judgeAgain(order));
                }
            }
            return batch.invoke(session::clear)
                    .chain(() -> batchAfter(orders.get(orders.size() - 1).id()));
        });
    }

    private Uni<Void> judgeAgain(TestOrder order) {
        Closed closed = (Closed) order.state();
        return new Reports(session)
                .find(new ReportId(order.lab(), closed.reportNo(), closed.revision()))
                .chain(row -> planOf(order).invoke(plan -> compare(order, row, plan)))
                .replaceWithVoid();
    }

    private Uni<PlanVersion> planOf(TestOrder order) {
        String key = order.plan() + "/" + order.planVersion();
        return pinned.containsKey(key)
                ? Uni.createFrom().item(pinned.get(key))
                : new Plans(session).find(order.plan(), order.planVersion()).invoke(plan -> pinned.put(key, plan));
    }

    private void compare(TestOrder order, ReportRow row, PlanVersion plan) {
        List<Item> items = order.items().stream()
                .filter(item -> !wanted.limitsOf(item.item()).isEmpty())
                .toList();
        if (items.isEmpty()) {
            return;
        }
        var report = row.report(plan);
        if (report.isEmpty()) {
            LOG.warnf("%s: %s cannot be read again", order.caseId(), row.id);
            return;
        }
        reports++;
        Verdict verdict = Judgement.of(report.get(), wanted, items, order.materials());
        if (verdict.outcome() != row.verdict) {
            passedThatFail += row.verdict == Outcome.PASS && verdict.outcome() == Outcome.FAIL ? 1 : 0;
            changed.add(new Changed(
                    order.id(),
                    order.caseId(),
                    order.listingId(),
                    row.id.lab(),
                    row.id.reportNo(),
                    row.id.revision(),
                    row.verdict,
                    verdict.outcome(),
                    verdict.reason(),
                    verdict.nonconformities()));
        }
    }
}
