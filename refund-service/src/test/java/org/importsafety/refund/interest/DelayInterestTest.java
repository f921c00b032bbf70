package org.importsafety.refund.interest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.refund.interest.DelayInterest.Owed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayInterestTest {
    /** A Wednesday, 09:00 in Korea. */
    private static final Instant PLANNED = Instant.parse("2026-11-04T00:00:00Z");

    private static final LocalDate DUE = LocalDate.of(2026, 11, 9);
    private static final DelayInterest KOREA = new DelayInterest(15, 3, WorkingDays::isWorkedOn);

    @ParameterizedTest
    @CsvSource({
        "2026-11-04T00:00:01Z, 0, 0",
        "2026-11-09T14:59:59Z, 0, 0", // the last second in time: 23:59:59 in Korea
        "2026-11-09T15:00:00Z, 1, 8", // 19900 * 0.15 / 365 = 8.178
        "2026-11-10T14:59:59Z, 1, 8",
        "2027-11-09T03:00:00Z, 365, 2985"
    })
    void interest_runs_from_the_day_after_the_third_working_day(Instant paid, long days, long amount) {
        assertEquals(new Owed(DUE, days, amount), KOREA.on(19_900, PLANNED, paid));
    }

    @Test
    void weekends_and_holidays_are_no_working_days() {
        Instant beforeChuseok = Instant.parse("2026-09-23T03:00:00Z");
        assertEquals(
                LocalDate.of(2026, 9, 30),
                KOREA.on(1, beforeChuseok, beforeChuseok).dueOn());
    }

    @Test
    void what_is_less_than_a_minor_unit_is_left_off() {
        Instant nextDay = Instant.parse("2026-11-10T03:00:00Z");
        assertEquals(0, KOREA.on(2_433, PLANNED, nextDay).amount()); // 0.9998
        assertEquals(1, KOREA.on(2_434, PLANNED, nextDay).amount()); // 1.0002
    }

    @Test
    void nothing_is_owed_while_the_rate_is_nil() {
        var off = new DelayInterest(0, 3, WorkingDays::isWorkedOn);
        assertEquals(
                0,
                off.on(1_000_000, PLANNED, PLANNED.plus(900, ChronoUnit.DAYS)).amount());
    }

    @Property(tries = 500)
    void it_is_the_exact_product_rounded_down_for_sums_that_overflow_a_long_on_the_way(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000L) long amount,
            @ForAll @IntRange(max = 10_000) int days) {
        Owed owed = KOREA.on(
                amount,
                PLANNED,
                DUE.plusDays(days).atTime(12, 0).atZone(WorkingDays.KOREA).toInstant());
        assertEquals(days, owed.days());
        assertEquals(
                new BigDecimal(amount)
                        .multiply(new BigDecimal("0.15"))
                        .multiply(new BigDecimal(days))
                        .divide(new BigDecimal(365), 0, RoundingMode.DOWN)
                        .longValueExact(),
                owed.amount());
    }

    @Property(tries = 200)
    void a_day_more_never_makes_it_less(
            @ForAll @LongRange(min = 1, max = 10_000_000) long amount, @ForAll @IntRange(max = 2_000) int days) {
        Instant paid = PLANNED.plus(days, ChronoUnit.DAYS);
        assertTrue(KOREA.on(amount, PLANNED, paid).amount()
                <= KOREA.on(amount, PLANNED, paid.plus(1, ChronoUnit.DAYS)).amount());
    }
}
