package org.importsafety.events;

import java.time.Instant;
import java.util.List;

/** Refunds by order line, keyed by the order, and the cases they belong to, keyed by the case. */
public sealed interface RefundEvent extends Event {
    String listingId();

    @Override
    default Topic topic() {
        return Topics.REFUND;
    }

    @Override
    default String subject() {
        return listingId();
    }

    /** A block was taken up: every eligible line paid since refundFrom gets its money back. */
    record RefundCaseOpened(String caseId, String listingId, String blockId, Instant refundFrom)
            implements RefundEvent {
        @Override
        public String key() {
            return caseId;
        }
    }

    /** Every known line is final. May come again with a higher version: the last counts. */
    record RefundCaseCompleted(
            String caseId,
            String listingId,
            long refunds,
            long settled,
            long failed,
            long stopped,
            long skipped,
            List<Money> amounts)
            implements RefundEvent {
        public RefundCaseCompleted {
            amounts = List.copyOf(amounts);
        }

        @Override
        public String key() {
            return caseId;
        }
    }

    /** What is not sent to the provider waits; what was sent goes to its end. @param by who holds it, or the rule */
    record RefundCaseHeld(String caseId, String listingId, String by, String reason) implements RefundEvent {
        @Override
        public String key() {
            return caseId;
        }
    }

    /** What was held is paid now. @param by an opaque id of whose decision ended the waiting, or the rule */
    record RefundCaseResumed(String caseId, String listingId, String by, String reason) implements RefundEvent {
        @Override
        public String key() {
            return caseId;
        }
    }

    /** The provider is about to be asked to pay. @param attempt rises only after the provider's final refusal */
    record RefundRequested(
            String caseId,
            String refundId,
            String orderId,
            int lineNo,
            String listingId,
            String buyerRef,
            long amount,
            String currency,
            int attempt)
            implements RefundEvent {
        @Override
        public String key() {
            return orderId;
        }
    }

    /** The provider has paid. */
    record RefundSettled(
            String caseId,
            String refundId,
            String orderId,
            int lineNo,
            String listingId,
            String buyerRef,
            long amount,
            String currency,
            int attempt,
            String providerRef)
            implements RefundEvent {
        @Override
        public String key() {
            return orderId;
        }
    }

    /** The provider has refused for good. @param reason the provider's code */
    record RefundFailed(
            String caseId,
            String refundId,
            String orderId,
            int lineNo,
            String listingId,
            String buyerRef,
            long amount,
            String currency,
            int attempt,
            String reason)
            implements RefundEvent {
        @Override
        public String key() {
            return orderId;
        }
    }

    /**
     * The refund is not paid: the block ended before the provider was asked. If the sale is blocked again, the same
     * refund may be requested after all.
     *
     * @param attempt 0: the provider was never asked
     * @param reason why the block ended: the cause of SaleUnblocked
     */
    record RefundStopped(
            String caseId,
            String refundId,
            String orderId,
            int lineNo,
            String listingId,
            String buyerRef,
            long amount,
            String currency,
            int attempt,
            String reason)
            implements RefundEvent {
        @Override
        public String key() {
            return orderId;
        }
    }
}
