package org.importsafety.enforcement.block;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.function.Predicate;
import org.importsafety.calendar.WorkingDays;

/**
 * Until when the platform has to answer a request to block. Our own rule; no law sets these hours:
 *
 * <ul>
 *   <li>CRITICAL is counted on the clock: who has to stop the sale of something that can kill has no weekend;
 *   <li>what is less dangerous is counted in working time, all 24 hours of each working day in Korea: 24 hours from a
 *       Friday at 15:00 end on the Monday at 15:00, or after Seollal;
 *   <li>each time the platform is asked again in vain it has twice the time, up to a longest one: a platform in trouble
 *       is not buried under requests, and one that is away is still asked.
 * </ul>
 *
 * @param first the time to answer the first request
 * @param longest the time to answer is never longer
 * @param isWorkedOn which days in Korea count
 */
public record Deadline(Duration first, Duration longest, Predicate<LocalDate> isWorkedOn) {
    public Deadline {
        if (first.compareTo(Duration.ZERO) <= 0 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("Time to answer: %s, at most %s".formatted(first, longest));
        }
    }

    /** @param severity of the block @param inVain how many requests before this one were not answered in time */
    public Instant of(String severity, Instant asked, int inVain) {
        Duration time = time(inVain);
        return Severity.CRITICAL.name().equals(severity) ? asked.plus(time) : inWorkingTime(asked, time);
    }

    private Duration time(int inVain) {
        Duration time = first;
        for (int i = 0; i < inVain && time.compareTo(longest) < 0; i++) {
            time = time.multipliedBy(2);
        }
        return time.compareTo(longest) < 0 ? time : longest;
    }

    private Instant inWorkingTime(Instant from, Duration time) {
        ZonedDateTime at = from.atZone(WorkingDays.KOREA);
        Duration left = time;
        while (true) {
            ZonedDateTime midnight = at.toLocalDate().plusDays(1).atStartOfDay(WorkingDays.KOREA);
            if (isWorkedOn.test(at.toLocalDate())) {
                Duration today = Duration.between(at, midnight);
                if (left.compareTo(today) <= 0) {
                    return at.plus(left).toInstant();
                }
                left = left.minus(today);
            }
            at = midnight;
        }
    }
}
