package org.importsafety.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingDaysTest {
    /**
     * As published, without the days that follow no rule: 27 January and 3 June 2025 (declared; election) and 3 June 2026
     * (election).
     */
    @ParameterizedTest
    @CsvSource({
        "2025, 01-01 01-28 01-29 01-30 03-03 05-01 05-05 05-06 06-06 08-15 10-03 10-06 10-07 10-08 10-09 12-25",
        "2026, 01-01 02-16 02-17 02-18 03-02 05-01 05-05 05-25 07-17 08-17 09-24 09-25 10-05 10-09 12-25",
        "2027, 01-01 02-08 02-09 03-01 05-03 05-05 05-13 07-19 08-16 09-14 09-15 09-16 10-04 10-11 12-27"
    })
    void the_weekdays_off_of_a_year_are_those_that_were_published(int year, String days) {
        assertEquals(
                Stream.of(days.split(" "))
                        .map(day -> MonthDay.parse("--" + day).atYear(year))
                        .toList(),
                KoreanHolidays.of(year).stream()
                        .filter(WorkingDays::isWeekday)
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-13, 1, 2026-02-19", // the Friday before Seollal
        "2026-02-13, 10, 2026-03-05", // and 2 March makes up for a Sunday
        "2027-02-05, 1, 2027-02-10",
        "2025-10-02, 1, 2025-10-10",
        "2011-06-03, 1, 2011-06-07",
        "2026-11-25, 0, 2026-11-25"
    })
    void a_due_date_passes_over_holidays(LocalDate ordered, int days, LocalDate due) {
        assertEquals(due, WorkingDays.after(ordered, days, WorkingDays::isWorkedOn));
    }

    /** A Tuesday after a Sunday of Seollal, Hangul day, and the Mondays after 1 March and Christmas on a Sunday. */
    @ParameterizedTest
    @ValueSource(strings = {"2013-02-12", "2012-10-09", "2020-03-02", "2022-12-26"})
    void what_a_later_rule_would_have_made_a_holiday_was_worked_on(LocalDate day) {
        assertTrue(WorkingDays.isWorkedOn(day));
    }
}
