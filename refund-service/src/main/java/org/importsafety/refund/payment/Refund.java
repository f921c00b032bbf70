package org.importsafety.refund.payment;

import java.util.UUID;
import org.importsafety.events.RefundEvent;
import org.importsafety.events.RefundEvent.RefundFailed;
import org.importsafety.events.RefundEvent.RefundRequested;
import org.importsafety.events.RefundEvent.RefundSettled;
import org.importsafety.events.RefundEvent.RefundStopped;
import org.importsafety.refund.payment.Answer.BalanceShort;
import org.importsafety.refund.payment.Answer.Paid;
import org.importsafety.refund.payment.Answer.Refused;
import org.importsafety.refund.payment.Answer.Returned;

/**
 * The money of one order line on its way back, and the rule of what an answer does to it.
 *
 * @param amount minor units; never more than was paid for the line
 * @param attempt 0 until the provider is first asked
 * @param byHand a person settled it, in whatever way
 */
record Refund(
        UUID refundId,
        String caseId,
        String orderId,
        int lineNo,
        String listingId,
        String buyerRef,
        long amount,
        String currency,
        State state,
        int attempt,
        boolean byHand) {
    /** Why a refund that was paid has failed after all. */
    static final String RETURNED = "RETURNED";
    /** Why the provider is not asked: others paid something back in another currency than was paid in. */
    static final String OTHER_CURRENCY = "OTHER_CURRENCY";

    enum State {
        PLANNED,
        REQUESTED,
        SETTLED,
        FAILED,
        STOPPED,
        SKIPPED
    }

    /** What an answer did. */
    sealed interface Effect {
        /** It decided the refund. */
        record Final(State state, RefundEvent event) implements Effect {}

        /** It is requested still: the provider has to be asked what became of it. */
        record AskAgain() implements Effect {}

        /** It is requested still, and will be paid when there is a balance to pay it from. */
        record WaitForBalance(Long available) implements Effect {}

        /** Nothing new. */
        record Nothing() implements Effect {}

        /** It says the opposite of what is recorded; the record stays, a person has to look. */
        record Contradiction(String what) implements Effect {}
    }

    /** Names the one question to the provider, and what came of it. */
    String attemptKey() {
        return refundId + "|" + attempt;
    }

    /** The intent to pay, recorded before the provider is asked. */
    RefundRequested requested() {
        return new RefundRequested(
                caseId, refundId.toString(), orderId, lineNo, listingId, buyerRef, amount, currency, attempt);
    }

    /** What is due cannot be told without a rate of exchange. */
    RefundFailed leftToAPerson() {
        return failed(OTHER_CURRENCY);
    }

    /** The block ended before the provider was asked. */
    RefundStopped stopped(String reason) {
        return new RefundStopped(
                caseId, refundId.toString(), orderId, lineNo, listingId, buyerRef, amount, currency, attempt, reason);
    }

    /** SETTLED and FAILED are final: whatever comes again or late changes nothing, unless the money comes back. */
    Effect after(Answer answer) {
        if (byHand) {
            return answer instanceof Paid
                    ? new Effect.Contradiction("paid, but a person has settled it")
                    : new Effect.Nothing();
        }
        if (answer instanceof Paid paid) {
            return switch (state) {
                case REQUESTED -> new Effect.Final(State.SETTLED, settled(paid.providerRef(), null));
                case SETTLED -> new Effect.Nothing();
                default -> new Effect.Contradiction("paid, but " + state);
            };
        }
        if (answer instanceof Refused refused) {
            return switch (state) {
                case REQUESTED -> new Effect.Final(State.FAILED, failed(refused.code()));
                case FAILED -> new Effect.Nothing();
                default -> new Effect.Contradiction("refused, but " + state);
            };
        }
        if (answer instanceof Returned) {
            return switch (state) {
                case REQUESTED, SETTLED -> new Effect.Final(State.FAILED, failed(RETURNED));
                case FAILED -> new Effect.Nothing();
                default -> new Effect.Contradiction("returned, but " + state);
            };
        }
        if (state != State.REQUESTED) {
            return new Effect.Nothing();
        }
        return answer instanceof BalanceShort it ? new Effect.WaitForBalance(it.available()) : new Effect.AskAgain();
    }

    /** A person paid it in another way, or found out that the provider did. */
    RefundSettled settledByHand(ManualSettlement.Way way) {
        return settled(null, way.name());
    }

    Refund in(State other) {
        return new Refund(
                refundId, caseId, orderId, lineNo, listingId, buyerRef, amount, currency, other, attempt, byHand);
    }

    private RefundSettled settled(String providerRef, String way) {
        return new RefundSettled(
                caseId,
                refundId.toString(),
                orderId,
                lineNo,
                listingId,
                buyerRef,
                amount,
                currency,
                attempt,
                providerRef,
                way);
    }

    private RefundFailed failed(String code) {
        return new RefundFailed(
                caseId, refundId.toString(), orderId, lineNo, listingId, buyerRef, amount, currency, attempt, code);
    }
}
