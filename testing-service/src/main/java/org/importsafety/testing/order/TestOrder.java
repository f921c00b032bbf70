package org.importsafety.testing.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.Recorded;
import org.importsafety.events.TestingEvent.OrderedItem;
import org.importsafety.events.TestingEvent.SampleMoved;
import org.importsafety.events.TestingEvent.TestOrdered;
import org.importsafety.testing.standard.PlanVersion.Item;

/**
 * A laboratory's order to test one listing for one case, against a pinned plan version.
 *
 * @param attempt 1 for the first order of the case
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
        LocalDate dueOn,
        Instant refundFrom,
        State state) {

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

    boolean isAccepted() {
        return !(state instanceof Ordered);
    }

    public boolean isClosed() {
        return state instanceof Closed;
    }

    TestOrder accept() {
        return isAccepted() ? this : with(new Accepted(null));
    }

    Step move(SampleStep step, String sealNo, String photoHash, String note) {
        if (!isAccepted()) {
            return new Step.Refused(List.of("ACCEPTED"));
        }
        List<SampleStep> legal = SampleStep.after(state.sample(), isClosed());
        if (!legal.contains(step)) {
            return new Step.Refused(legal.stream().map(SampleStep::name).toList());
        }
        State next = state instanceof Closed closed
                ? new Closed(closed.reportNo(), closed.revision(), closed.verdict(), step)
                : new Accepted(step);
        return new Step.Taken(
                with(next), new SampleMoved(caseId, id.toString(), listingId, step.name(), sealNo, photoHash, note));
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
                dueOn,
                null);
    }

    private TestOrder with(State next) {
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
                dueOn,
                refundFrom,
                next);
    }
}
