package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.importsafety.events.Nonconformity;
import org.junit.jupiter.api.Test;

class SeverityTest {
    @Test
    void a_maximum_missed_ten_times_over_is_critical_and_twice_over_serious() {
        assertEquals(Severity.CRITICAL, of(row("LE", "10")));
        assertEquals(Severity.SERIOUS, of(row("LE", "9.9999999999999999999")));
        assertEquals(Severity.SERIOUS, of(row("LT", "2.00")));
        assertEquals(Severity.OTHER, of(row("LE", "1.9999999999999999999")));
    }

    @Test
    void a_minimum_is_missed_ten_times_over_by_a_tenth() {
        assertEquals(Severity.CRITICAL, of(row("GE", "0.1")));
        assertEquals(Severity.SERIOUS, of(row("GE", "0.5")));
        assertEquals(Severity.OTHER, of(row("GE", "0.51")));
    }

    @Test
    void a_banned_substance_is_critical_and_a_failed_check_serious_without_any_ratio() {
        assertEquals(Severity.CRITICAL, of(row("BANNED", null)));
        assertEquals(Severity.SERIOUS, of(row("PASS", null)));
        assertEquals(Severity.OTHER, of(row("RANGE", null)));
    }

    @Test
    void the_worst_row_counts() {
        assertEquals(Severity.CRITICAL, of(row("LE", "1.1"), row("LE", "45"), row("LE", "3")));
    }

    @Test
    void no_row_and_a_ratio_that_is_no_number_do_not_stop_the_block() {
        assertEquals(Severity.OTHER, of());
        assertEquals(Severity.OTHER, of(row("LE", "many")));
    }

    private static Severity of(Nonconformity... rows) {
        return Severity.of(List.of(rows));
    }
}
