package org.importsafety.dashboard.intake;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.importsafety.dashboard.cases.Campaigns;
import org.importsafety.dashboard.cases.Cases;
import org.importsafety.dashboard.cases.TestOrders;
import org.importsafety.dashboard.listing.Listings;
import org.importsafety.dashboard.notice.Notices;
import org.importsafety.dashboard.order.OrderLines;
import org.importsafety.dashboard.reconciliation.Reconciliations;
import org.importsafety.dashboard.refund.Refunds;
import org.importsafety.dashboard.suspicion.Suspicions;
import org.importsafety.dashboard.timeline.Events;
import org.importsafety.events.BlockListEvent;
import org.importsafety.events.OperationsEvent.EventParked;
import org.importsafety.events.OrderEvent;
import org.importsafety.messaging.BatchHandler;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;

/**
 * Takes in a batch: order lines by their key, notices to buyers by their version, everything else by the event's id, which decides what is told for the
 * first time; the tables that are made of the events then see each exactly once. The block list only repeats what
 * SaleBlocked says.
 */
@ApplicationScoped
class TakeIn implements BatchHandler {
    private final OrderLines orderLines;
    private final Events events;
    private final Listings listings;
    private final Campaigns campaigns;
    private final Cases cases;
    private final TestOrders testOrders;
    private final Refunds refunds;
    private final Suspicions suspicions;
    private final Notices notices;
    private final Reconciliations reconciliations;
    private final Intake intake;

    TakeIn(
            OrderLines orderLines,
            Events events,
            Listings listings,
            Campaigns campaigns,
            Cases cases,
            TestOrders testOrders,
            Refunds refunds,
            Suspicions suspicions,
            Notices notices,
            Reconciliations reconciliations,
            Intake intake) {
        this.orderLines = orderLines;
        this.events = events;
        this.listings = listings;
        this.campaigns = campaigns;
        this.cases = cases;
        this.testOrders = testOrders;
        this.refunds = refunds;
        this.suspicions = suspicions;
        this.notices = notices;
        this.reconciliations = reconciliations;
        this.intake = intake;
    }

    @Override
    public Uni<Void> handle(SqlConnection connection, Outbox outbox, List<Received<?>> batch) {
        List<Received<?>> lines = new ArrayList<>();
        List<Received<?>> ofNotices = new ArrayList<>();
        List<Received<?>> others = new ArrayList<>();
        for (Received<?> received : batch) {
            if (received.event() instanceof OrderEvent) {
                lines.add(received);
            } else if (Notices.isOfOne(received.event())) {
                ofNotices.add(received);
            } else if (!(received.event() instanceof BlockListEvent)) {
                others.add(received);
            }
        }
        return orderLines.add(connection, lines).chain(newLines -> events.add(connection, others)
                .call(() -> notices.add(connection, ofNotices))
                .chain(told -> apply(connection, newLines, told)));
    }

    private Uni<Void> apply(SqlConnection connection, long newLines, List<Received<?>> told) {
        long parked = told.stream()
                .filter(received -> received.event() instanceof EventParked)
                .count();
        return listings.add(connection, told)
                .call(() -> campaigns.add(connection, told))
                .call(() -> cases.add(connection, told))
                .call(() -> testOrders.add(connection, told))
                .call(() -> refunds.add(connection, told))
                .call(() -> suspicions.add(connection, told))
                .call(() -> reconciliations.add(connection, told))
                .chain(newListings -> intake.add(connection, new Intake.Counts(newListings, newLines, parked)));
    }
}
