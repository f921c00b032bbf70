package org.importsafety.dashboard.refund;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.importsafety.events.RefundEvent.RefundFailed;
import org.importsafety.events.RefundEvent.RefundRequested;
import org.importsafety.events.RefundEvent.RefundSettled;
import org.importsafety.messaging.Received;

/** What an event says of a single refund. */
record RefundTold(
        UUID refundId,
        String caseId,
        String orderId,
        int lineNo,
        String state,
        long amount,
        String currency,
        long version,
        Instant at,
        String type,
        UUID eventId) {

    /** None for events of whole cases, and of anything else. */
    static Stream<RefundTold> of(Received<?> received) {
        if (received.event() instanceof RefundRequested it) {
            return told(received, it.refundId(), it.orderId(), it.lineNo(), "REQUESTED", it.amount(), it.currency());
        }
        if (received.event() instanceof RefundSettled it) {
            return told(received, it.refundId(), it.orderId(), it.lineNo(), "SETTLED", it.amount(), it.currency());
        }
        if (received.event() instanceof RefundFailed it) {
            return told(received, it.refundId(), it.orderId(), it.lineNo(), "FAILED", it.amount(), it.currency());
        }
        return Stream.empty();
    }

    private static Stream<RefundTold> told(
            Received<?> received,
            String refundId,
            String orderId,
            int lineNo,
            String state,
            long amount,
            String currency) {
        return Stream.of(new RefundTold(
                UUID.fromString(refundId),
                received.event().caseId(),
                orderId,
                lineNo,
                state,
                amount,
                currency,
                received.version(),
                received.occurredAt(),
                received.event().type(),
                received.eventId()));
    }
}
