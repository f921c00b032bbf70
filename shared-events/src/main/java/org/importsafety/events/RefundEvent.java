package org.importsafety.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Refunds by order line, keyed by the order, and the cases they belong to, keyed by the case. */
public sealed interface RefundEvent extends Event {
    /** Null where it is about no single listing. */
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

    /**
     * What is not sent to the provider waits until RefundCaseResumed; what was sent goes to its end.
     *
     * @param by an opaque id of who paused the case, or the rule where no person is in the path
     * @param reason in a person's words; the rule of a short balance names the missing sum
     */
    record RefundCasePaused(String caseId, String listingId, String by, String reason) implements RefundEvent {
        @Override
        public String key() {
            return caseId;
        }
    }

    /**
     * A hold or a pause has ended: what waited for it only is paid now.
     *
     * @param by an opaque id of whose decision ended the waiting, or the rule
     */
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

    /**
     * The buyer has the money back.
     *
     * @param providerRef the provider's own reference, where it gives one
     * @param way how a person paid it otherwise, such as BANK_TRANSFER; null: the provider has paid
     */
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
            String providerRef,
            String way)
            implements RefundEvent {
        @Override
        public String key() {
            return orderId;
        }
    }

    /**
     * The provider has refused for good, or the money came back: a person finds another way, and RefundSettled tells of it.
     *
     * @param attempt 0: the provider was never asked
     * @param reason the provider's code; RETURNED: it had paid, and the money came back; OTHER_CURRENCY: it was not asked,
     *     since others paid something back in another currency
     */
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

    /**
     * The money came late, and the buyer is owed interest beside it. Whoever sold owes it: it does not go through the
     * provider, which gives back no more than was paid. May come again with a higher version and amount: the last counts.
     *
     * @param amount the interest, in minor units of the refund's currency
     * @param dueOn the last day on which the refund would have been in time, in Korea
     * @param days how many later it was paid
     * @param percent a year
     */
    record DelayInterestOwed(
            String caseId,
            String refundId,
            String orderId,
            int lineNo,
            String listingId,
            String buyerRef,
            long amount,
            String currency,
            LocalDate dueOn,
            long days,
            int percent)
            implements RefundEvent {
        @Override
        public String key() {
            return orderId;
        }
    }

    /**
     * The platform is asked to tell a buyer: one notice per buyer and case, keyed by the notice so that a million of one
     * case are not one queue. It is to be delivered as it stands, by whatever reaches the buyer.
     *
     * @param buyerRef opaque: only the platform knows whom it means
     * @param template which text was filled in: RECALL
     * @param language ko, en or zh
     * @param amounts what the buyer gets back, by currency; empty where nothing was left to pay back
     */
    record BuyerNoticeRequested(
            String caseId,
            String noticeId,
            String listingId,
            String buyerRef,
            String template,
            String language,
            String title,
            String text,
            List<Money> amounts)
            implements RefundEvent {
        public BuyerNoticeRequested {
            amounts = List.copyOf(amounts);
        }

        @Override
        public String key() {
            return noticeId;
        }
    }

    /** What became of a notice, by the platform's word. @param channel how @param state SENT, DELIVERED or BOUNCED */
    record BuyerNoticeDelivered(
            String caseId, String noticeId, String listingId, String buyerRef, String channel, String state)
            implements RefundEvent {
        @Override
        public String key() {
            return noticeId;
        }
    }

    /**
     * Something that does not agree between the cases, the orders and the provider's statement.
     *
     * @param kind MISSING_AT_PROVIDER, PAID_TWICE, OTHER_AMOUNT, UNKNOWN_TO_US, OVERPAID, NOT_PLANNED, or OTHER_CURRENCY:
     *     others paid back in it, and so did we in the one that was paid in
     * @param refundId as the provider was told, or would have been
     * @param expected minor units; so is actual
     */
    record Difference(String kind, String refundId, long expected, long actual, String currency) {}

    /**
     * Cases, orders and the provider's statement were compared, to the won.
     *
     * @param service who compared
     * @param at as of when: what was final by then is compared
     * @param cases how many there are
     * @param found how many differences; 0 is as it must be
     * @param differences the first of them
     */
    record RefundsReconciled(String service, Instant at, long cases, long found, List<Difference> differences)
            implements RefundEvent {
        public RefundsReconciled {
            differences = List.copyOf(differences);
        }

        @Override
        public String listingId() {
            return null;
        }

        @Override
        public String key() {
            return service;
        }

        @Override
        public String subject() {
            return service;
        }
    }
}
