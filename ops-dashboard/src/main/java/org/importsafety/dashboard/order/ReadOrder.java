package org.importsafety.dashboard.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.importsafety.dashboard.order.OrderLines.Known;
import org.importsafety.dashboard.order.OrderLines.Refund;
import org.importsafety.dashboard.timeline.Entry;
import org.importsafety.dashboard.timeline.Events;
import org.importsafety.dashboard.view.View;
import org.importsafety.events.Topics;

/** An order with what became of each line. What the platform told of the lines is put together again from the table. */
@ApplicationScoped
class ReadOrder {
    private final OrderLines orderLines;
    private final Events events;

    ReadOrder(OrderLines orderLines, Events events) {
        this.orderLines = orderLines;
        this.events = events;
    }

    /** @param caseId the case that refunds the line, else its listing's newest; null when there is none */
    record Line(
            int lineNo,
            String listingId,
            String title,
            Integer quantity,
            Long amount,
            String currency,
            Instant paidAt,
            Instant cancelledAt,
            String caseId,
            Refund refund) {}

    record Order(String orderId, List<Line> lines, List<Entry> events) {}

    /** @return null when nobody has heard of it */
    Uni<Order> read(String orderId) {
        return Uni.combine()
                .all()
                .unis(orderLines.ofOrder(orderId), events.ofOrder(View.STAFF, orderId))
                .with((lines, refunds) -> lines.isEmpty() && refunds.isEmpty() ? null : order(orderId, lines, refunds));
    }

    private static Order order(String orderId, List<Known> lines, List<Entry> refunds) {
        List<Entry> all = new ArrayList<>();
        for (Known line : lines) {
            if (line.paidEvent() != null) {
                all.add(told(line, line.paidEvent(), "OrderLinePaid", line.paidAt(), paid(line)));
            }
            if (line.cancelledEvent() != null) {
                all.add(told(line, line.cancelledEvent(), "OrderLineCancelled", line.cancelledAt(), cancelled(line)));
            }
        }
        all.addAll(refunds);
        all.sort(Comparator.comparing(Entry::occurredAt));
        return new Order(orderId, lines.stream().map(ReadOrder::line).toList(), all);
    }

    private static Line line(Known it) {
        return new Line(
                it.lineNo(),
                it.listingId(),
                it.title(),
                it.quantity(),
                it.amount(),
                it.currency(),
                it.paidAt(),
                it.cancelledAt(),
                it.caseId(),
                it.refund());
    }

    private static Entry told(Known line, UUID id, String type, Instant at, Map<String, Object> fields) {
        return new Entry(
                id,
                type,
                Topics.PLATFORM_ORDERS.name(),
                at,
                null,
                null,
                null,
                line.caseId(),
                line.listingId(),
                line.title(),
                null,
                fields);
    }

    private static Map<String, Object> paid(Known line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderId", line.orderId());
        fields.put("lineNo", line.lineNo());
        fields.put("listingId", line.listingId());
        fields.put("sku", line.sku());
        fields.put("buyerRef", line.buyerRef());
        fields.put("quantity", line.quantity());
        fields.put("amount", line.amount());
        fields.put("currency", line.currency());
        fields.put("paidAt", line.paidAt());
        return fields;
    }

    private static Map<String, Object> cancelled(Known line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderId", line.orderId());
        fields.put("lineNo", line.lineNo());
        fields.put("cancelledAt", line.cancelledAt());
        return fields;
    }
}
