package org.importsafety.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Predicate;

/** How days are counted: Monday to Friday, without holidays. A day that was declared to be worked on counts as well. */
public final class WorkingDays {
    /** Whose days these are. */
    public static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    private WorkingDays() {}

    /**
     * @param days working days after that date
     * @param isWorkedOn which days are
     */
    public static LocalDate after(LocalDate date, int days, Predicate<LocalDate> isWorkedOn) {
        LocalDate day = date;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkedOn.test(day)) {
                left--;
            }
        }
        return day;
    }

    /** By the rules of the calendar, without days that were declared. */
    public static boolean isWorkedOn(LocalDate day) {
        return isWeekday(day) && !KoreanHolidays.of(day.getYear()).contains(day);
    }

    public static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
