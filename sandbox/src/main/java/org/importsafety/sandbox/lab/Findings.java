package org.importsafety.sandbox.lab;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.importsafety.sandbox.Draw;
import org.importsafety.sandbox.input.LabResult;
import org.importsafety.sandbox.lab.Report.Measurement;
import org.importsafety.sandbox.lab.Report.Part;
import org.importsafety.sandbox.lab.Standard.Limit;

/** What the measuring of a sample brought: drawn from the limits by (seed, listing, item) alone, or as a file says. */
record Findings(List<Part> parts, List<Measurement> measurements, String labVerdict) {

    private static final BigDecimal MORE_ITEMS_FAIL = new BigDecimal("0.1");

    /** @param failures the share of listings that do not conform; such a listing fails on at least one item */
    static Findings drawn(TestOrder order, Standard standard, long seed, BigDecimal failures) {
        List<String> failing = failing(order, seed, failures);
        Map<String, Part> parts = new LinkedHashMap<>();
        List<Measurement> measurements = new ArrayList<>();
        for (TestOrder.Item ordered : order.items()) {
            boolean fails = failing.contains(ordered.item());
            for (Part part : partsFor(standard.of(ordered.item()), order, parts)) {
                Limit limit = tightest(standard.of(ordered.item()), part);
                Draw draw = Draw.of(seed, order.listingId(), ordered.item(), part.part());
                measurements.add(new Reading(limit, draw, fails).on(part.part()));
                fails = false;
            }
        }
        return new Findings(List.copyOf(parts.values()), measurements, failing.isEmpty() ? "PASS" : "FAIL");
    }

    /** As the file says, without what was neither ordered nor is a component of an ordered sum. */
    static Findings given(TestOrder order, Standard standard, List<LabResult> results) {
        Map<String, Part> parts = new LinkedHashMap<>();
        List<Measurement> measurements = new ArrayList<>();
        for (LabResult result : results) {
            Optional<String> method = order.methodOf(result.item()).or(() -> standard.methodOfSumWith(result.item()));
            if (method.isPresent()) {
                parts.putIfAbsent(result.part(), new Part(result.part(), result.material(), result.skinContact()));
                measurements.add(new Measurement(
                        result.item(),
                        result.part(),
                        result.method() == null ? method.get() : result.method(),
                        result.kind(),
                        result.value(),
                        result.unit() == null ? "1" : result.unit(),
                        result.uncertainty(),
                        result.loq(),
                        true));
            }
        }
        String verdict = results.get(0).labVerdict();
        return new Findings(List.copyOf(parts.values()), measurements, verdict == null ? "NONE" : verdict);
    }

    private static List<String> failing(TestOrder order, long seed, BigDecimal failures) {
        if (order.items().isEmpty()
                || !Draw.of(seed, order.listingId(), "conforms").happens(failures)) {
            return List.of();
        }
        String worst = order.items().stream()
                .map(TestOrder.Item::item)
                .min(Comparator.comparing(
                        item -> Draw.of(seed, order.listingId(), item, "worst").number()))
                .orElseThrow();
        return order.items().stream()
                .map(TestOrder.Item::item)
                .filter(item -> item.equals(worst)
                        || Draw.of(seed, order.listingId(), item, "fails too").happens(MORE_ITEMS_FAIL))
                .toList();
    }

    /** The parts of the sample that the limits of an item ask about; parts of the same name are one part. */
    private static List<Part> partsFor(List<Limit> limits, TestOrder order, Map<String, Part> known) {
        List<Part> wanted = new ArrayList<>();
        for (Limit limit : limits) {
            Part part = partFor(limit, order);
            Part present = known.putIfAbsent(part.part(), part);
            Part tested = present == null ? part : present;
            if (limit.appliesTo(tested) && !wanted.contains(tested)) {
                wanted.add(tested);
            }
        }
        return wanted;
    }

    private static Part partFor(Limit limit, TestOrder order) {
        String hint = order.materials() == null || order.materials().isEmpty()
                ? "whole"
                : order.materials().get(0);
        String material = limit.materials() == null || limit.materials().isEmpty()
                ? hint
                : limit.materials().stream()
                        .filter(allowed -> allowed.equals(hint))
                        .findFirst()
                        .orElse(limit.materials().get(0));
        boolean skinContact = limit.skinContact() == null || limit.skinContact();
        String name = limit.part() != null ? limit.part() : material + (skinContact ? "" : ", outside");
        return new Part(name, material, skinContact);
    }

    /** Of several limits that apply to a part the one that is hardest to keep. */
    private static Limit tightest(List<Limit> limits, Part part) {
        List<Limit> applying =
                limits.stream().filter(limit -> limit.appliesTo(part)).toList();
        Limit first = applying.get(0);
        Comparator<Limit> byLimit =
                Comparator.comparing(Limit::limit, Comparator.nullsFirst(Comparator.naturalOrder()));
        return first.comparator().equals("GE")
                ? applying.stream().max(byLimit).orElseThrow()
                : applying.stream().min(byLimit).orElseThrow();
    }
}
