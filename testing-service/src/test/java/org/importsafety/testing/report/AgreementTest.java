package org.importsafety.testing.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.importsafety.testing.report.Agreement.OfCase;
import org.importsafety.testing.report.Agreement.Summary;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.LabReport.Measurement;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void two_numbers_are_compared_in_one_unit() {
        Agreement row = one(number("0.15", "%", "0.03"), number("1400", "mg/kg", "400"));
        assertEquals("%", row.unit());
        assertEquals("0.15", row.first());
        assertEquals("0.1400", row.second());
        assertEquals(new BigDecimal("0.0100"), row.difference());
        assertEquals(new BigDecimal("0.06897"), row.relativeDifference());
        assertEquals(new BigDecimal("0.2"), row.en().stripTrailingZeros());
        assertEquals(true, row.satisfactory());
    }

    @Test
    void an_en_number_of_exactly_one_is_satisfactory_and_the_least_more_is_not() {
        Agreement exactly = one(number("105", "mg/kg", "3"), number("100", "mg/kg", "4"));
        assertEquals(0, exactly.en().compareTo(BigDecimal.ONE));
        assertEquals(true, exactly.satisfactory());
        Agreement more = one(number("105.00001", "mg/kg", "3"), number("100", "mg/kg", "4"));
        assertEquals(new BigDecimal("1.000"), more.en());
        assertEquals(false, more.satisfactory());
    }

    @Property(tries = 200)
    void who_is_first_changes_the_sign_and_nothing_else(
            @ForAll @IntRange(max = 500) int one,
            @ForAll @IntRange(max = 500) int other,
            @ForAll @IntRange(min = 1, max = 60) int u1,
            @ForAll @IntRange(min = 1, max = 60) int u2) {
        Measurement first = number(one + "", "mg/kg", u1 + "");
        Measurement second = number(other + "", "ppm", u2 + "");
        Agreement forth = one(first, second);
        Agreement back = one(second, first);
        assertEquals(0, forth.difference().compareTo(back.difference().negate()));
        assertEquals(forth.en(), back.en());
        assertEquals(forth.satisfactory(), back.satisfactory());
    }

    @Property(tries = 200)
    void a_change_of_unit_changes_no_judgement(
            @ForAll @IntRange(max = 500) int one,
            @ForAll @IntRange(max = 500) int other,
            @ForAll @IntRange(min = 1, max = 60) int uncertainty) {
        Agreement ppm = one(number(one + "", "mg/kg", uncertainty + ""), number(other + "", "mg/kg", uncertainty + ""));
        Agreement percent = one(percent(one, uncertainty), number(other + "", "mg/kg", uncertainty + ""));
        assertEquals(ppm.satisfactory(), percent.satisfactory());
        assertEquals(0, ppm.en().compareTo(percent.en()));
    }

    @Test
    void without_both_uncertainties_there_is_no_en_number() {
        Agreement row = one(number("90", "mg/kg", "5"), number("110", "mg/kg", null));
        assertEquals(new BigDecimal("-20"), row.difference());
        assertEquals(new BigDecimal("-0.2"), row.relativeDifference());
        assertNull(row.en());
        assertNull(row.satisfactory());
        assertNull(one(number("90", "mg/kg", "0"), number("90", "mg/kg", "0")).en());
    }

    @Test
    void two_zeros_have_no_relative_difference() {
        Agreement row = one(number("0", "mg/kg", "5"), number("0", "mg/kg", "5"));
        assertNull(row.relativeDifference());
        assertEquals(true, row.satisfactory());
    }

    @Test
    void a_bound_is_shown_but_not_reckoned_with() {
        Agreement row = one(row("lead", Kind.BELOW, "5", "mg/kg", null), number("0.0004", "%", "0.0001"));
        assertEquals("<5", row.first());
        assertEquals("4", row.second());
        assertNull(row.difference());
        assertNull(row.satisfactory());
    }

    @Test
    void physical_tests_agree_by_their_word() {
        Measurement pass = row("edges", Kind.PASS_FAIL, "PASS", null, null);
        assertEquals(true, one(pass, pass).satisfactory());
        assertEquals(
                false,
                one(pass, row("edges", Kind.PASS_FAIL, "FAIL", null, null)).satisfactory());
    }

    @Test
    void what_cannot_be_compared_stands_beside_each_other() {
        Agreement units = one(number("5", "mg/kg", "1"), number("7", "mm", "1"));
        assertEquals("5", units.first());
        assertEquals("7 mm", units.second());
        assertNull(units.difference());
        assertNull(one(number("5", "mg/kg", "1"), row("lead", Kind.PASS_FAIL, "PASS", null, null))
                .satisfactory());
    }

    @Test
    void rows_are_paired_by_item_part_and_repetition_and_what_is_left_comes_alone() {
        List<Agreement> rows = Agreement.of(
                List.of(number("1", "mm", null), number("2", "mm", null), row("ph", Kind.NUMBER, "7", "[pH]", null)),
                List.of(number("3", "mm", null), row("nickel", Kind.NUMBER, "4", "mm", null)));
        assertEquals(
                List.of("lead 1 3", "lead 2 null", "ph 7 null", "nickel null 4"),
                rows.stream()
                        .map(row -> row.item() + " " + row.first() + " " + row.second())
                        .toList());
    }

    @Test
    void a_pair_is_summed_up_by_item_whoever_was_first() {
        OfCase one = new OfCase("KCL", "KTR", List.of(one(number("110", "ppm", "3"), number("90", "ppm", "4"))));
        OfCase other = new OfCase("KTR", "KCL", List.of(one(number("100", "ppm", "3"), number("100", "ppm", "4"))));
        OfCase bound = new OfCase(
                "KCL", "KTR", List.of(one(row("lead", Kind.BELOW, "5", "ppm", null), number("4", "ppm", "1"))));
        OfCase alone = new OfCase("KCL", "KTR", Agreement.of(List.of(number("1", "ppm", "1")), List.of()));
        assertEquals(
                List.of(new Summary("KCL", "KTR", "lead", 3, new BigDecimal("0.1"), 2, new BigDecimal("0.5"))),
                Agreement.summaries(List.of(one, other, bound, alone)));
        OfCase backwards = new OfCase("KTR", "KCL", one.rows());
        assertEquals(
                new BigDecimal("-0.2"),
                Agreement.summaries(List.of(backwards)).get(0).meanRelativeDifference());
    }

    private static Agreement one(Measurement first, Measurement second) {
        return Agreement.of(List.of(first), List.of(second)).get(0);
    }

    private static Measurement percent(int milligrams, int uncertainty) {
        return number(
                BigDecimal.valueOf(milligrams, 4).toPlainString(),
                "%",
                BigDecimal.valueOf(uncertainty, 4).toPlainString());
    }

    private static Measurement number(String value, String unit, String uncertainty) {
        return row("lead", Kind.NUMBER, value, unit, uncertainty);
    }

    private static Measurement row(String item, Kind kind, String value, String unit, String uncertainty) {
        return new Measurement(item, "body", "M", kind, value, unit, uncertainty, null, true);
    }
}
