package org.importsafety.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The time in which the month is played: {@code origin + speed x (wall - anchor)}, the same for all processes.
 *
 * @param origin programme time at the anchor
 * @param anchor wall time
 * @param speed programme seconds in a second
 */
public record ProgrammeTime(Instant origin, Instant anchor, long speed) {

    public static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ENGLISH).withZone(SEOUL);

    /** The campaign's close: 09:00 on the 4th of the following month, after three full days for late data. */
    static Instant close(YearMonth month) {
        return month.plusMonths(1)
                .atDay(4)
                .atTime(LocalTime.of(9, 0))
                .atZone(SEOUL)
                .toInstant();
    }

    public Instant now() {
        return at(Instant.now());
    }

    Instant at(Instant wall) {
        return origin.plus(Duration.between(anchor, wall).multipliedBy(speed));
    }

    /** How long programme time takes on the wall's clock. */
    public Duration onTheWall(Duration programme) {
        return programme.dividedBy(speed);
    }

    /** As the story shows it: day and time in Seoul. */
    public static String shown(Instant instant) {
        return SHOWN.format(instant);
    }
}
