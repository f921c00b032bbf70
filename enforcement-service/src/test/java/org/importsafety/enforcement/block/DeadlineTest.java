package org.importsafety.enforcement.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.importsafety.calendar.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Deadline DEADLINE = new Deadline(DAY, Duration.ofHours(96), WorkingDays::isWorkedOn);

    @ParameterizedTest
    @CsvSource({
        "2026-11-04T09:00:00+09:00, 2026-11-05T09:00:00+09:00",
        "2026-11-06T15:00:00+09:00, 2026-11-09T15:00:00+09:00", // a Friday
        "2026-11-06T00:00:00+09:00, 2026-11-07T00:00:00+09:00",
        "2026-11-07T11:00:00+09:00, 2026-11-10T00:00:00+09:00", // a Saturday: from Monday's first hour
        "2026-11-08T23:59:59+09:00, 2026-11-10T00:00:00+09:00",
        "2026-02-13T15:00:00+09:00, 2026-02-19T15:00:00+09:00", // the Friday before Seollal
        "2026-02-16T10:00:00+09:00, 2026-02-20T00:00:00+09:00", // in Seollal
        "2026-12-24T18:30:00+09:00, 2026-12-28T18:30:00+09:00", // Christmas is a Friday
        "2026-11-05T16:00:00Z,      2026-11-09T01:00:00+09:00" // Friday, 01:00 in Korea
    })
    void what_is_not_critical_is_counted_in_hours_of_working_days(OffsetDateTime asked, OffsetDateTime due) {
        assertEquals(due.toInstant(), DEADLINE.of("SERIOUS", asked.toInstant(), 0));
        assertEquals(due.toInstant(), DEADLINE.of("OTHER", asked.toInstant(), 0));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-06T15:00:00+09:00, 2026-11-07T15:00:00+09:00",
        "2026-02-16T10:00:00+09:00, 2026-02-17T10:00:00+09:00"
    })
    void what_is_critical_has_no_weekend_and_no_holiday(OffsetDateTime asked, OffsetDateTime due) {
        assertEquals(due.toInstant(), DEADLINE.of("CRITICAL", asked.toInstant(), 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 24", "1, 48", "2, 96", "3, 96", "1000000, 96"})
    void who_is_asked_again_in_vain_has_twice_the_time_up_to_the_longest(int inVain, int hours) {
        var asked = OffsetDateTime.parse("2026-11-02T00:00:00+09:00").toInstant();
        assertEquals(asked.plus(Duration.ofHours(hours)), DEADLINE.of("CRITICAL", asked, inVain));
        assertEquals(asked.plus(Duration.ofHours(hours)), DEADLINE.of("OTHER", asked, inVain));
    }

    @Test
    void a_longest_time_that_is_no_multiple_is_kept_all_the_same() {
        var deadline = new Deadline(DAY, Duration.ofHours(30), WorkingDays::isWorkedOn);
        var asked = OffsetDateTime.parse("2026-11-02T00:00:00Z").toInstant();
        assertEquals(asked.plus(Duration.ofHours(30)), deadline.of("CRITICAL", asked, 1));
    }

    @Test
    void a_time_to_answer_that_makes_no_sense_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Deadline(Duration.ZERO, DAY, WorkingDays::isWorkedOn));
        assertThrows(
                IllegalArgumentException.class, () -> new Deadline(DAY, Duration.ofHours(23), WorkingDays::isWorkedOn));
    }
}
