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
     * A laboratory will not do the order, which ends with it; the case goes to another laboratory, if there is one.
     *
     * @param reason the laboratory's
     */
    record TestOrderRefused(String caseId, String testOrderId, String listingId, String lab, String reason)
            implements TestingEvent {}

    /**
     * A person, or the passing of the due date, took the order away from a laboratory. The order ends; a new one at the
     * other laboratory follows.
     *
     * @param testOrderId the order that ends
     */
    record TestReassigned(
            String caseId, String testOrderId, String listingId, String fromLab, String toLab, String reason)
            implements TestingEvent {}

    /**
     * The sample took a step on its way.
     *
     * @param step BOUGHT, SHIPPED, RECEIVED, TESTING, STORED, DISPOSED, MORE_NEEDED, MISMATCH or UNAVAILABLE
     * @param photoHash of a photograph, SHA-256 in hexadecimal digits
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

    /** The day on which the report was due is over, and none has come. */
    record TestOverdue(String caseId, String testOrderId, String listingId, String lab, LocalDate dueOn)
            implements TestingEvent {}

    /**
     * The case ends without a verdict, never with a made-up one.
     *
     * @param reason NO_PLAN for its category, NO_LAB for an item, CANCELLED by a person, SAMPLE_UNAVAILABLE; after RETEST_ or
     *     SPLIT_ where another order decides the case
     * @param testOrderId the order that ends with it, null where none was given
     */
    record TestUnroutable(String caseId, String listingId, String category, String reason, String testOrderId)
            implements TestingEvent {}
}
