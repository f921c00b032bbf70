package org.importsafety.testing.order;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.importsafety.events.Recorded;
import org.importsafety.events.TestingEvent.OrderedItem;
import org.importsafety.events.TestingEvent.SampleMoved;
import org.importsafety.events.TestingEvent.TestOrderRefused;
import org.importsafety.events.TestingEvent.TestOrdered;
import org.importsafety.events.TestingEvent.TestOverdue;
import org.importsafety.events.TestingEvent.TestReassigned;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.testing.standard.PlanVersion.Item;

/**
 * A laboratory's order to test one listing for one case, against a pinned plan version. Once sent it is never edited:
 * every change is a new order of the case, and the old one ends.
 *
 * @param attempt 1 for the first order of the case, then counted on
 * @param materials what the listing tells; the laboratory knows better
 * @param refundFrom carried through to the block
 */
public record TestOrder(
        UUID id,
        String caseId,
        int attempt,
        String month,
        String listingId,
        String sku,
        String sellerId,
        String category,
        String ageGroup,
        List<String> materials,
        String lab,
        String plan,
        int planVersion,
        List<Item> items,
        Instant orderedAt,
        Due due,
        Instant refundFrom,
        Origin origin,
        State state) {

    /**
     * What the order comes from.
     *
     * @param supersedes the order that ended for it, or null
     * @param retestOf the case's first order that was reported on, when this one is to be held against it; else null
     * @param referee its word is meant to settle a dispute
     * @param split it goes to a second laboratory beside the first, and neither knows of the other
     * @param reason why a person had the case tested again; null where nobody did, or the rule
     */
    public record Origin(UUID supersedes, UUID retestOf, boolean referee, boolean split, String reason) {
        static final Origin SELECTION = new Origin(null, null, false, false, null);
        static final Origin SPLIT = new Origin(null, null, false, true, null);

        static Origin retest(TestOrder of, boolean referee, String reason) {
            return new Origin(null, of.isRetest() ? of.origin().retestOf() : of.id(), referee, false, reason);
        }

        /** What takes the place of an order is what that one was. */
        Origin after(UUID superseded) {
            return new Origin(superseded, retestOf, referee, split, reason);
        }
    }

    /** Why an order ended without a final report. */
    public enum End {
        REFUSED,
        REASSIGNED,
        CANCELLED,
        /** No sample could be had. */
        UNAVAILABLE
    }

    /** Where the order is. */
    public sealed interface State {
        /** As it is called outside. */
        String name();

        /** The sample's last step, null before the first. */
        SampleStep sample();
    }

    /** The laboratory has not answered yet. */
    public record Ordered() implements State {
        @Override
        public String name() {
            return "ORDERED";
        }

        @Override
        public SampleStep sample() {
            return null;
        }
    }

    public record Accepted(SampleStep sample) implements State {
        @Override
        public String name() {
            return "ACCEPTED";
        }
    }

    /** A final report decided it; a correction is another report on the same order. */
    public record Closed(String reportNo, int revision, String verdict, SampleStep sample) implements State {
        @Override
        public String name() {
            return "CLOSED";
        }
    }

    /**
     * It ended without a final report; what still comes for it is not applied.
     *
     * @param reason in words, a person's or a setting's
     * @param next the order that supersedes it, or null
     */
    public record Ended(End end, String reason, UUID next, SampleStep sample) implements State {
        @Override
        public String name() {
            return end.name();
        }
    }

    /** What a request for a step comes to. */
    sealed interface Step {
        /** @param event null where there is nothing to tell */
        record Taken(TestOrder order, SampleMoved event) implements Step {}

        /** @param allowed the legal steps */
        record Refused(List<String> allowed) implements Step {}
    }

    public TestOrder {
        materials = List.copyOf(materials);
        items = List.copyOf(items);
    }

    LocalDate dueOn() {
        return due.on();
    }

    boolean isAccepted() {
        return !(state instanceof Ordered);
    }

    public boolean isClosed() {
        return state instanceof Closed || state instanceof Ended;
    }

    public boolean isRetest() {
        return origin.retestOf() != null;
    }

    /** As events tell it: null unless this is a retest. */
    public String retestOf() {
        return isRetest() ? origin.retestOf().toString() : null;
    }

    /** As events tell it: null where it is none. */
    public Boolean referee() {
        return origin.referee() ? true : null;
    }

    /** Whether another order decides the case too: then this one's end without a report is not the end of the case. */
    boolean isBesideAnother() {
        return isRetest() || origin.split();
    }

    /** Every state in the word of the interface. */
    static List<String> statuses() {
        return Stream.concat(
                        Stream.of("ORDERED", "ACCEPTED", "CLOSED"),
                        Arrays.stream(End.values()).map(End::name))
                .toList();
    }

    /** Whether it has ended just so, which makes the same request again a repeat. */
    boolean hasEnded(End end, String reason) {
        return state instanceof Ended ended
                && ended.end() == end
                && ended.reason().equals(reason);
    }

    /** The order that supersedes it, or null. */
    UUID next() {
        return state instanceof Ended ended ? ended.next() : null;
    }

    /** @param next the order that supersedes it, or null */
    TestOrder end(End end, String reason, UUID next) {
        return with(new Ended(end, reason, next, state.sample()));
    }

    /** The same to be tested, anew: plan and items stay as they were pinned, so that both are judged alike. */
    TestOrder again(int nextAttempt, String nextLab, Instant now, LocalDate nextDueOn, Origin nextOrigin) {
        return new TestOrder(
                id(caseId, nextAttempt),
                caseId,
                nextAttempt,
                month,
                listingId,
                sku,
                sellerId,
                category,
                ageGroup,
                materials,
                nextLab,
                plan,
                planVersion,
                items,
                now,
                Due.on(nextDueOn),
                refundFrom,
                nextOrigin,
                new Ordered());
    }

    /** Named, so that doing it twice makes the same order. */
    public static UUID id(String caseId, int attempt) {
        return UUID.nameUUIDFromBytes((caseId + "|" + attempt).getBytes(StandardCharsets.UTF_8));
    }

    TestOrder accept() {
        return state instanceof Ordered ? with(new Accepted(null)) : this;
    }

    Step move(SampleStep step, String sealNo, String photoHash, String note) {
        if (!isAccepted()) {
            return new Step.Refused(List.of("ACCEPTED"));
        }
        if (!legalSteps().contains(step)) {
            return new Step.Refused(legalStepNames());
        }
        return new Step.Taken(
                with(step == SampleStep.UNAVAILABLE ? unavailable(note) : moved(step)),
                new SampleMoved(caseId, id.toString(), listingId, step.name(), sealNo, photoHash, note));
    }

    /** The steps that may be told now: none before the order is accepted. */
    List<String> nextStepNames() {
        return isAccepted() ? legalStepNames() : List.of();
    }

    List<String> legalStepNames() {
        return legalSteps().stream().map(SampleStep::name).toList();
    }

    /** Of an order that ended there is no more to do than to keep the sample, if it is there. */
    private List<SampleStep> legalSteps() {
        return state instanceof Ended && !SampleStep.isAtLaboratory(state.sample())
                ? List.of()
                : SampleStep.after(state.sample(), isClosed());
    }

    private static State unavailable(String note) {
        return new Ended(
                End.UNAVAILABLE, note == null ? "The sample cannot be had" : note, null, SampleStep.UNAVAILABLE);
    }

    private State moved(SampleStep step) {
        if (state instanceof Closed closed) {
            return new Closed(closed.reportNo(), closed.revision(), closed.verdict(), step);
        }
        return state instanceof Ended ended
                ? new Ended(ended.end(), ended.reason(), ended.next(), step)
                : new Accepted(step);
    }

    /** A final report closes the order, accepted or not: that a laboratory reported says that it took it. */
    public TestOrder close(String reportNo, int revision, String verdict) {
        return with(new Closed(reportNo, revision, verdict, state.sample()));
    }

    /** Of TestOrdered, which the sample's way and the report follow from. */
    public UUID orderedEventId() {
        return Recorded.id("TestOrdered", id.toString());
    }

    TestOrdered ordered() {
        return new TestOrdered(
                caseId,
                id.toString(),
                listingId,
                sku,
                category,
                lab,
                plan,
                planVersion,
                items.stream()
                        .map(item -> new OrderedItem(item.item(), item.method()))
                        .toList(),
                dueOn(),
                retestOf());
    }

    TestOrderRefused refused(String reason) {
        return new TestOrderRefused(caseId, id.toString(), listingId, lab, reason);
    }

    TestReassigned reassigned(String toLab, String reason) {
        return new TestReassigned(caseId, id.toString(), listingId, lab, toLab, reason);
    }

    TestOverdue overdue() {
        return new TestOverdue(caseId, id.toString(), listingId, lab, dueOn());
    }

    /** A retest or a split sample that ends so does not end the case: the first order's verdict stands. */
    TestUnroutable unroutable(String reason) {
        String what = isRetest() ? "RETEST_" : origin.split() ? "SPLIT_" : "";
        return new TestUnroutable(caseId, listingId, category, what + reason, id.toString());
    }

    /** No other laboratory can test the case again; no order ends with that, and the first values stand. */
    TestUnroutable notRetested() {
        return new TestUnroutable(caseId, listingId, category, "RETEST_NO_LAB", null);
    }

    private TestOrder with(State next) {
        return with(due, next);
    }

    TestOrder with(Due next) {
        return with(next, state);
    }

    private TestOrder with(Due nextDue, State nextState) {
        return new TestOrder(
                id,
                caseId,
                attempt,
                month,
                listingId,
                sku,
                sellerId,
                category,
                ageGroup,
                materials,
                lab,
                plan,
                planVersion,
                items,
                orderedAt,
                nextDue,
                refundFrom,
                origin,
                nextState);
    }
}
