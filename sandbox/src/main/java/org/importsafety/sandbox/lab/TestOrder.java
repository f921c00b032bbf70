package org.importsafety.sandbox.lab;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.importsafety.sandbox.ProgrammeTime;

/** What a laboratory is asked to do. @param sampleStep the last one told; null for none yet */
record TestOrder(
        String testOrderId,
        String listingId,
        List<String> materials,
        String lab,
        String plan,
        int planVersion,
        List<Item> items,
        String status,
        String sampleStep,
        LocalDate dueOn,
        Instant overdueAt) {

    record Item(String item, String method) {}

    /** When the day on which the report is due is over. */
    Instant dueUntil() {
        return dueOn.plusDays(1).atStartOfDay(ProgrammeTime.SEOUL).toInstant();
    }

    record Page(List<TestOrder> items, String next) {}

    /** Empty where it was not ordered. */
    Optional<String> methodOf(String item) {
        return items.stream()
                .filter(ordered -> ordered.item().equals(item))
                .map(Item::method)
                .findFirst();
    }
}
