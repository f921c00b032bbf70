package org.importsafety.refund.payment;

import java.util.UUID;
import org.importsafety.events.RefundEvent;
import org.importsafety.events.RefundEvent.RefundFailed;
import org.importsafety.events.RefundEvent.RefundRequested;
import org.importsafety.events.RefundEvent.RefundSettled;
import org.importsafety.events.RefundEvent.RefundStopped;
import org.importsafety.refund.payment.Answer.Paid;
import org.importsafety.refund.payment.Answer.Refused;

/**
 * The money of one order line on its way back, and the rule of what an answer does to it.
 *
 * @param amount minor units; never more than was paid for the line
 * @param attempt 0 until the provider is first asked
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
        int attempt) {

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

    /** The block ended before the provider was asked. */
    RefundStopped stopped(String reason) {
        return new RefundStopped(
                caseId, refundId.toString(), orderId, lineNo, listingId, buyerRef, amount, currency, attempt, reason);
    }

    /** SETTLED and FAILED are final: whatever comes again or late changes nothing. */
    Effect after(Answer answer) {
        if (answer instanceof Paid paid) {
            return switch (state) {
                case REQUESTED -> new Effect.Final(State.SETTLED, settled(paid.providerRef()));
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
        return state == State.REQUESTED ? new Effect.AskAgain() : new Effect.Nothing();
    }

    Refund in(State other) {
        return new Refund(refundId, caseId, orderId, lineNo, listingId, buyerRef, amount, currency, other, attempt);
    }

    private RefundSettled settled(String providerRef) {
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
                providerRef);
    }

    private RefundFailed failed(String code) {
        return new RefundFailed(
                caseId, refundId.toString(), orderId, lineNo, listingId, buyerRef, amount, currency, attempt, code);
    }
}
