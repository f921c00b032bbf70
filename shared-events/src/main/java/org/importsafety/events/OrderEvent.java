package org.importsafety.events;

import java.time.Instant;

/** What the platform tells of order lines; a line's identity is (orderId, lineNo). */
public sealed interface OrderEvent extends Event {
    String orderId();

    int lineNo();

    @Override
    default Topic topic() {
        return Topics.PLATFORM_ORDERS;
    }

    @Override
    default String key() {
        return orderId();
    }

    /**
     * A line was paid.
     *
     * @param buyerRef opaque: no personal data travels
     * @param amount paid for the whole line, minor units
     * @param language in which the buyer is spoken to, an IETF language tag; null where the platform does not say
     */
    record OrderLinePaid(
            String orderId,
            int lineNo,
            String listingId,
            String sku,
            String buyerRef,
            int quantity,
            long amount,
            String currency,
            Instant paidAt,
            String language)
            implements OrderEvent {
        @Override
        public String subject() {
            return listingId;
        }
    }

    /** A paid line was cancelled: the buyer has the money back already. */
    record OrderLineCancelled(String orderId, int lineNo, Instant cancelledAt) implements OrderEvent {}

    /**
     * The buyer got money back for a line, by whoever else than us: the shop's own goodwill, a return, a chargeback.
     *
     * @param refundRef the payer's id of this refund: the same one again is the same money
     * @param amount of this refund, not the total; minor units
     */
    record OrderLineRefunded(
            String orderId, int lineNo, String refundRef, long amount, String currency, Instant refundedAt)
            implements OrderEvent {}
}
