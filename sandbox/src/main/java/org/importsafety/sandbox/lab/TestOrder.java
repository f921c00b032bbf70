package org.importsafety.sandbox.lab;

import java.util.List;

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
        String sampleStep) {

    record Item(String item, String method) {}

    record Page(List<TestOrder> items, String next) {}

    boolean asksFor(String item) {
        return items.stream().anyMatch(ordered -> ordered.item().equals(item));
    }

    String methodOf(String item) {
        return items.stream()
                .filter(ordered -> ordered.item().equals(item))
                .findFirst()
                .orElseThrow()
                .method();
    }
}
