package org.importsafety.events;

import java.time.LocalDate;
import java.util.List;

/** The work in progress at the laboratories. Closed to the platform, like the selection. */
public sealed interface TestingEvent extends Event {
    String listingId();

    @Override
    default Topic topic() {
        return Topics.TESTING;
    }

    @Override
    default String key() {
        return listingId();
    }

    /** One thing to be measured, and how. */
    record OrderedItem(String item, String method) {}

    /**
     * A laboratory was asked to test a listing against a pinned version of a plan.
     *
     * @param retestOf the first order, when this is a retest
     */
    record TestOrdered(
            String caseId,
            String testOrderId,
            String listingId,
            String sku,
            String category,
            String lab,
            String plan,
            int planVersion,
            List<OrderedItem> items,
            LocalDate dueOn,
            String retestOf)
            implements TestingEvent {
        public TestOrdered {
            items = List.copyOf(items);
        }
    }

    /**
     * The sample took a step on its way.
     *
     * @param step BOUGHT, SHIPPED, RECEIVED, TESTING, STORED or DISPOSED
     */
    record SampleMoved(
            String caseId,
            String testOrderId,
            String listingId,
            String step,
            String sealNo,
            String photoHash,
            String note)
            implements TestingEvent {}

    /** Nobody can test the listing: no plan for its category, or no laboratory for an item. Never a made-up verdict. */
    record TestUnroutable(String caseId, String listingId, String category, String reason) implements TestingEvent {}
}
