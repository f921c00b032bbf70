package org.importsafety.refund.cases;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.importsafety.events.Money;
import org.importsafety.events.Recorded;
import org.importsafety.events.RefundEvent.RefundCaseCompleted;

/**
 * The rule of a case's way to its end: planned at once, chunk by chunk; paid when the orders feed has been read to where
 * it ended when the sale was blocked; complete when every refund is final. Once the block has ended nothing is planned
 * any more: the case is complete when what was sent already is final.
 *
 * @param completions how often it was complete before; late lines and a new block open it again
 * @param released the block has ended
 */
public record RefundCase(String caseId, String listingId, Planned planned, int completions, boolean released) {

    /** Of RefundCaseOpened, which every refund of the case follows from. */
    public static UUID openedEventId(String caseId) {
        return Recorded.id("RefundCaseOpened", caseId);
    }

    /** EARLY: every line that is known, but the feed is not read to its noted end. */
    enum Planned {
        NOT_YET,
        EARLY,
        WHOLE
    }

    sealed interface Step {
        /** A chunk of them. @param then how much is planned after the last one */
        record PlanLines(Planned then) implements Step {}

        /** What was planned may be paid: no cancellation of before the block is still to come. */
        record LetPay() implements Step {}

        record Complete() implements Step {}

        record Wait(String until) implements Step {}
    }

    /** How many refunds of the case are in a state, and their sum in one currency. */
    record Tally(String state, String currency, long refunds, long amount) {}

    /**
     * What to do now.
     *
     * @param feedRead the orders feed has been read to its noted end; to be found out before the plan is run
     * @param unfinished a refund is planned or requested
     */
    Step next(boolean feedRead, boolean unfinished) {
        if (released) {
            return unfinished ? new Step.Wait("every refund that was sent is final") : new Step.Complete();
        }
        if (planned == Planned.NOT_YET) {
            return new Step.PlanLines(feedRead ? Planned.WHOLE : Planned.EARLY);
        }
        if (planned == Planned.EARLY) {
            return feedRead ? new Step.LetPay() : new Step.Wait("the orders feed is read to its end as of the block");
        }
        return unfinished ? new Step.Wait("every refund is final") : new Step.Complete();
    }

    RefundCaseCompleted completed(List<Tally> tallies) {
        List<Money> settled = tallies.stream()
                .filter(in("SETTLED"))
                .map(tally -> new Money(tally.currency(), tally.amount()))
                .toList();
        return new RefundCaseCompleted(
                caseId,
                listingId,
                count(tallies, tally -> true),
                count(tallies, in("SETTLED")),
                count(tallies, in("FAILED")),
                count(tallies, in("STOPPED")),
                count(tallies, in("SKIPPED")),
                settled);
    }

    /** Names the next completion: complete again is another event. */
    String completionKey() {
        return caseId + "|" + (completions + 1);
    }

    static long count(List<Tally> tallies, Predicate<Tally> which) {
        return tallies.stream().filter(which).mapToLong(Tally::refunds).sum();
    }

    static Predicate<Tally> in(String state) {
        return tally -> tally.state().equals(state);
    }
}
