package org.importsafety.refund.interest;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.importsafety.calendar.WorkingDays;

/**
 * What a buyer is owed because the money came late: Korea's Act on the Consumer Protection in Electronic Commerce, article
 * 18, three business days, and 15 % a year by its decree. Days are counted from the day after the last one in time to the
 * day of payment, both in Korea; a year has 365 of them. What is less than a minor unit is left off.
 *
 * @param percent a year; 0: nothing is owed
 * @param daysInTime working days after the day on which the refund was planned
 * @param isWorkedOn which days in Korea are
 */
record DelayInterest(int percent, int daysInTime, Predicate<LocalDate> isWorkedOn) {
    private static final BigInteger PERCENT_DAYS_A_YEAR = BigInteger.valueOf(100 * 365);

    /** @param dueOn the last day in time @param days how many later it was paid @param amount minor units */
    record Owed(LocalDate dueOn, long days, long amount) {}

    /** @param amount of the refund, in minor units */
    Owed on(long amount, Instant planned, Instant paid) {
        LocalDate dueOn = WorkingDays.after(day(planned), daysInTime, isWorkedOn);
        long days = Math.max(0, ChronoUnit.DAYS.between(dueOn, day(paid)));
        BigInteger owed = BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(percent))
                .multiply(BigInteger.valueOf(days))
                .divide(PERCENT_DAYS_A_YEAR);
        return new Owed(dueOn, days, owed.longValueExact());
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(WorkingDays.KOREA).toLocalDate();
    }
}
