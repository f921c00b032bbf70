package org.importsafety.selection.sale;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.importsafety.events.Event;
import org.importsafety.events.OrderEvent.OrderLineCancelled;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.selection.campaign.CampaignMonth;

/**
 * A batch of the orders feed, sorted out: the first telling of each line, what was told again in the same batch, and
 * the cancellations. Everything is sorted by key, so that two batches never lock the same rows in different order.
 */
final class SalesBatch {

    /** What a line is known by. */
    record Identity(String orderId, int lineNo) implements Comparable<Identity> {
        Identity {
            requireNonNull(orderId, "orderId is missing");
        }

        @Override
        public int compareTo(Identity other) {
            int byOrder = orderId.compareTo(other.orderId);
            return byOrder != 0 ? byOrder : Integer.compare(lineNo, other.lineNo);
        }
    }

    /** A line as an event told it. */
    record Told(UUID eventId, OrderLinePaid line, String month) {}

    private final SortedMap<Identity, Told> first = new TreeMap<>();
    private final List<Told> again = new ArrayList<>();
    private final SortedMap<Identity, Instant> cancelled = new TreeMap<>();

    void add(UUID eventId, Event event) {
        if (event instanceof OrderLinePaid line) {
            String month = CampaignMonth.of(requireNonNull(line.paidAt(), "paidAt is missing"))
                    .toString();
            Told told = new Told(eventId, line, month);
            if (first.putIfAbsent(new Identity(line.orderId(), line.lineNo()), told) != null) {
                again.add(told);
            }
        } else if (event instanceof OrderLineCancelled line) {
            cancelled.putIfAbsent(
                    new Identity(line.orderId(), line.lineNo()),
                    requireNonNull(line.cancelledAt(), "cancelledAt is missing"));
        }
    }

    List<Told> first() {
        return List.copyOf(first.values());
    }

    List<Told> again() {
        return again;
    }

    SortedMap<Identity, Instant> cancelled() {
        return cancelled;
    }

    SortedSet<String> months() {
        SortedSet<String> months = new TreeSet<>();
        first.values().forEach(told -> months.add(told.month()));
        return months;
    }
}
