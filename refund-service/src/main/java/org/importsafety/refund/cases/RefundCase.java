package org.importsafety.refund.cases;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** How many refunds became final since then. @param since null where there are none */
    record Pace(long refunds, Instant since) {
        /** @return how long so many more take at this pace; null where that cannot be said */
        Long secondsLeft(long unpaid, Instant now) {
            if (refunds == 0 || unpaid == 0) {
                return unpaid == 0 ? 0L : null;
            }
            long millis = Math.max(Duration.between(since, now).toMillis(), 1);
            return BigInteger.valueOf(unpaid)
                    .multiply(BigInteger.valueOf(millis))
                    .divide(BigInteger.valueOf(refunds * 1000))
                    .longValue();
        }
    }

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

    /** What is paid or to be paid, by currency. */
    static List<Money> due(List<Tally> tallies) {
        Map<String, Long> sums = new TreeMap<>();
        tallies.stream()
                .filter(in("SKIPPED").or(in("STOPPED")).negate())
                .forEach(tally -> sums.merge(tally.currency(), tally.amount(), Math::addExact));
        return sums.entrySet().stream()
                .map(sum -> new Money(sum.getKey(), sum.getValue()))
                .toList();
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
