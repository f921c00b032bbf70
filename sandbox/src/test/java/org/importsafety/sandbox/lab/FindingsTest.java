package org.importsafety.sandbox.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.importsafety.sandbox.input.LabResult;
import org.importsafety.sandbox.lab.Report.Measurement;
import org.importsafety.sandbox.lab.Standard.Limit;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final BigDecimal ALL = BigDecimal.ONE;
    private static final BigDecimal NONE = BigDecimal.ZERO;
    private static final Standard TOYS = new Standard(
            "toys",
            1,
            "SIMPLE_ACCEPTANCE",
            List.of(
                    limit("total-lead", "LE", "100", null, "mg/kg", List.of("metal", "plastic"), null),
                    limit("phthalates", "LE", "0.1", null, "%", List.of("plastic"), null),
                    limit("formaldehyde", "LE", "75", null, "mg/kg", List.of("textile"), true),
                    limit("formaldehyde", "LE", "300", null, "mg/kg", List.of("textile"), false),
                    limit("ph", "RANGE", "4.0", "7.5", "pH", List.of("textile"), null),
                    limit("film", "GE", "0.25", null, "mm", List.of(), null),
                    limit("cadmium", "LT", "0.1", null, "%", List.of(), null),
                    limit("bpa", "BANNED", null, null, "mg/kg", List.of(), null),
                    limit("count", "LE", "300", null, "[CFU]/g", List.of(), null),
                    limit("aerobic-count", "LE", "1000", null, "[CFU]/mL", List.of(), null),
                    limit("asbestos", "BANNED", null, null, "%", List.of(), null),
                    limit("s-aureus", "BANNED", null, null, "[CFU]/g", List.of(), null),
                    limit("methanol", "LE", "0.002", null, "%{vol}", List.of(), null),
                    limit("nickel-release", "LE", "0.5", null, "ug/cm2/wk", List.of("metal"), true),
                    limit("skin-ph", "RANGE", "3.0", "9.0", "[pH]", List.of(), null),
                    limit("content", "GE", "97", null, "%", List.of(), null),
                    limit("buckle", "GE", "50", null, "N", List.of(), null),
                    limit("cord", "LE", "7.5", null, "cm", List.of(), null),
                    limit("lead-leaching", "LE", "0.4", null, "mg/L", List.of("metal"), null),
                    limit("nickel", "LE", "10", null, "ug/g", List.of(), null),
                    limit("toluene", "LE", "1000", null, "[ppm]", List.of(), null),
                    limit("power", "LE", "1", null, "mW", List.of(), null),
                    limit("wire", "LE", "100", null, "Cel", List.of(), null),
                    limit("peak", "LT", "2943", null, "m/s2", List.of(), null),
                    limit("time", "LE", "4", null, "ms", List.of(), null),
                    limit("sharp-edge", "PASS", null, null, "1", List.of(), null)));

    @Test
    void what_conforms_is_inside_every_limit_and_the_laboratory_says_pass() {
        for (int i = 0; i < 300; i++) {
            Findings findings = Findings.drawn(order("L" + i), TOYS, 1, NONE);
            assertEquals("PASS", findings.labVerdict());
            assertEquals(List.of(), outside(findings));
        }
    }

    @Test
    void what_fails_is_outside_a_limit_and_the_laboratory_says_fail() {
        for (int i = 0; i < 300; i++) {
            Findings findings = Findings.drawn(order("L" + i), TOYS, 1, ALL);
            assertEquals("FAIL", findings.labVerdict());
            assertTrue(!outside(findings).isEmpty(), findings.toString());
        }
    }

    @Test
    void every_comparator_and_unit_of_the_standards_is_drawn_conforming_and_failing() {
        for (Limit limit : TOYS.limits()) {
            Standard alone = new Standard("p", 1, "SIMPLE_ACCEPTANCE", List.of(limit));
            for (int i = 0; i < 100; i++) {
                TestOrder order = order("L" + i, List.of(limit));
                assertEquals(List.of(), outside(Findings.drawn(order, alone, 1, NONE)), limit.item());
                Findings failing = Findings.drawn(order, alone, 1, ALL);
                assertEquals(List.of(limit.item()), outside(failing), limit.item());
                BigDecimal most = limit.unit().startsWith("%") ? new BigDecimal("100") : null;
                assertTrue(
                        most == null
                                || new BigDecimal(failing.measurements().get(0).value()).compareTo(most) <= 0,
                        failing.toString());
            }
        }
    }

    @Test
    void every_ordered_item_is_measured_on_the_parts_that_its_limits_ask_about() {
        Findings findings = Findings.drawn(order("L1"), TOYS, 1, NONE);

        for (TestOrder.Item ordered : order("L1").items()) {
            for (Limit limit : TOYS.of(ordered.item())) {
                assertTrue(
                        findings.measurements().stream()
                                .filter(row -> row.item().equals(ordered.item()))
                                .anyMatch(row -> limit.appliesTo(partOf(findings, row))),
                        "no row for " + limit);
            }
        }
    }

    @Test
    void the_draw_depends_on_seed_listing_and_item_alone() {
        List<TestOrder.Item> reversed = new ArrayList<>(order("L1").items());
        Collections.reverse(reversed);
        TestOrder elsewhere =
                new TestOrder("other-id", "L1", List.of(), "KCL", "toys", 1, reversed, "ACCEPTED", null, null, null);

        for (BigDecimal failures : List.of(ALL, NONE)) {
            List<Measurement> here = sorted(Findings.drawn(order("L1"), TOYS, 7, failures));
            assertEquals(here, sorted(Findings.drawn(elsewhere, TOYS, 7, failures)));
        }
    }

    @Test
    void the_share_of_failing_listings_is_as_asked_for() {
        long failed = IntStream.range(0, 2000)
                .filter(i -> Findings.drawn(order("L" + i), TOYS, 1, new BigDecimal("0.15"))
                        .labVerdict()
                        .equals("FAIL"))
                .count();

        assertTrue(failed > 240 && failed < 360, failed + " of 2,000");
    }

    @Test
    void given_results_are_reported_as_they_are_without_what_was_not_ordered() {
        LabResult lead = new LabResult(
                "L1", "total-lead", "slider", "metal", true, null, "NUMBER", "140.10", "mg/kg", null, null, "PASS");
        LabResult other =
                new LabResult("L1", "boron", "slider", "metal", true, "m", "NUMBER", "1", "mg/kg", null, null, "PASS");

        Findings findings = Findings.given(order("L1"), TOYS, List.of(lead, other));

        assertEquals(1, findings.measurements().size());
        assertEquals("140.10", findings.measurements().get(0).value());
        assertEquals("m-total-lead", findings.measurements().get(0).method());
        assertEquals("PASS", findings.labVerdict());
    }

    @Test
    void the_components_of_an_ordered_sum_are_given_as_well() {
        LabResult dehp =
                new LabResult("L1", "DEHP", "body", "plastic", true, null, "NUMBER", "0.4", "%", null, null, null);

        Findings findings = Findings.given(order("L1"), TOYS, List.of(dehp));

        assertEquals("DEHP", findings.measurements().get(0).item());
        assertEquals("m-phthalates", findings.measurements().get(0).method());
    }

    private static List<String> outside(Findings findings) {
        return findings.measurements().stream()
                .filter(row -> TOYS.of(row.item()).stream()
                        .filter(limit -> limit.appliesTo(partOf(findings, row)))
                        .anyMatch(limit -> isOutside(row, limit)))
                .map(Measurement::item)
                .toList();
    }

    private static boolean isOutside(Measurement row, Limit limit) {
        if (row.kind().equals("PASS_FAIL")) {
            return row.value().equals("FAIL");
        }
        if (limit.comparator().equals("BANNED")) {
            return !row.kind().equals("BELOW");
        }
        BigDecimal value = new BigDecimal(row.value());
        int toLimit = value.compareTo(limit.limit());
        return switch (limit.comparator()) {
            case "LT" -> toLimit >= 0;
            case "GE" -> toLimit < 0;
            case "RANGE" -> toLimit < 0 || value.compareTo(limit.upper()) > 0;
            default -> toLimit > 0;
        };
    }

    private static Report.Part partOf(Findings findings, Measurement row) {
        return findings.parts().stream()
                .filter(part -> part.part().equals(row.part()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Measurement> sorted(Findings findings) {
        return findings.measurements().stream()
                .sorted(Comparator.comparing(Measurement::toString))
                .toList();
    }

    private static TestOrder order(String listing) {
        return order(listing, TOYS.limits());
    }

    private static TestOrder order(String listing, List<Limit> limits) {
        List<TestOrder.Item> items = limits.stream()
                .map(Limit::item)
                .distinct()
                .map(item -> new TestOrder.Item(item, "m-" + item))
                .toList();
        return new TestOrder(
                "order-" + listing, listing, List.of(), "KTR", "toys", 1, items, "ORDERED", null, null, null);
    }

    private static Limit limit(
            String item,
            String comparator,
            String limit,
            String upper,
            String unit,
            List<String> materials,
            Boolean skin) {
        return new Limit(
                item,
                "m-" + item,
                comparator,
                limit == null ? null : new BigDecimal(limit),
                upper == null ? null : new BigDecimal(upper),
                unit,
                materials,
                skin,
                null,
                item.equals("phthalates") ? List.of("DEHP", "DBP") : List.of(),
                true);
    }
}
