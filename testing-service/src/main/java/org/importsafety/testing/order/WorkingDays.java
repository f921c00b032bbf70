package org.importsafety.testing.order;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The one place that knows which days are worked on: Monday to Friday, Korean holidays not yet among them. */
final class WorkingDays {
    private WorkingDays() {}

    /** @param days working days after that date */
    static LocalDate after(LocalDate date, int days) {
        LocalDate day = date;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkedOn(day)) {
                left--;
            }
        }
        return day;
    }

    private static boolean isWorkedOn(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
