package org.importsafety.calendar;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.ChineseCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The public holidays of a year in Korea, with Labour Day, on which laboratories close too (Regulation on Holidays of
 * Public Offices, Act on Public Holidays). Lunar dates are the Korean calendar's. Days that follow no rule, such as
 * elections and holidays that the government declares, are not known here: whoever counts days adds them.
 */
public final class KoreanHolidays {
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
    private static final Map<Integer, Set<LocalDate>> KNOWN = new ConcurrentHashMap<>();

    /** New Year, Independence Movement, Labour, Children, Memorial, Liberation, National Foundation, Christmas. */
    private static final List<MonthDay> FIXED = Stream.of(
                    "--01-01", "--03-01", "--05-01", "--05-05", "--06-06", "--08-15", "--10-03", "--12-25")
            .map(MonthDay::parse)
            .toList();

    /** The first years of the rules that came in our time. */
    private static final int SUBSTITUTES_OF_SEOLLAL = 2014;

    private static final int HANGUL_DAY_AGAIN = 2013;
    private static final int SUBSTITUTES_OF_NATIONAL_DAYS = 2021;
    private static final int SUBSTITUTES_OF_ALL = 2023;
    private static final int CONSTITUTION_DAY_AGAIN = 2026;

    private final int year;
    private final Set<LocalDate> days = new TreeSet<>();

    private KoreanHolidays(int year) {
        this.year = year;
    }

    /** The holidays of a year, weekends among them. */
    public static Set<LocalDate> of(int year) {
        return KNOWN.computeIfAbsent(year, unknown -> Set.copyOf(new KoreanHolidays(unknown).all()));
    }

    /** A substitute is the next day that is no holiday itself, so it comes after all of them. */
    private Set<LocalDate> all() {
        LocalDate seollal = lunar(1, 1);
        LocalDate chuseok = lunar(8, 15);
        LocalDate buddha = lunar(4, 8);
        for (MonthDay day : FIXED) {
            days.add(day.atYear(year));
        }
        if (year >= HANGUL_DAY_AGAIN) {
            days.add(LocalDate.of(year, 10, 9));
        }
        if (year >= CONSTITUTION_DAY_AGAIN) {
            days.add(LocalDate.of(year, 7, 17));
        }
        boolean buddhaMeetsAnother = !days.add(buddha);
        boolean seollalMeetsAnother = addThree(seollal);
        boolean chuseokMeetsAnother = addThree(chuseok);
        if (year >= SUBSTITUTES_OF_SEOLLAL) {
            substituteOfThree(seollal, seollalMeetsAnother);
            substituteOfThree(chuseok, chuseokMeetsAnother);
            afterWeekend(5, 5);
            if (buddhaMeetsAnother) {
                nextWorkingDayAfter(buddha);
            }
        }
        substitutesOfDays(buddha);
        return days;
    }

    private void substitutesOfDays(LocalDate buddha) {
        if (year >= SUBSTITUTES_OF_NATIONAL_DAYS) {
            if (year > SUBSTITUTES_OF_NATIONAL_DAYS) {
                afterWeekend(3, 1);
            }
            afterWeekend(8, 15);
            afterWeekend(10, 3);
            afterWeekend(10, 9);
        }
        if (year >= SUBSTITUTES_OF_ALL) {
            afterWeekend(12, 25);
            if (isWeekend(buddha)) {
                nextWorkingDayAfter(buddha);
            }
        }
        if (year >= CONSTITUTION_DAY_AGAIN) {
            afterWeekend(5, 1);
            afterWeekend(7, 17);
        }
    }

    /** @return whether one of the three is a holiday anyway */
    private boolean addThree(LocalDate middle) {
        boolean before = !days.add(middle.minusDays(1));
        boolean on = !days.add(middle);
        boolean after = !days.add(middle.plusDays(1));
        return before || on || after;
    }

    /** Seollal and Chuseok are made up for a Sunday or another holiday, not for a Saturday. */
    private void substituteOfThree(LocalDate middle, boolean meetsAnother) {
        boolean sunday = Stream.of(middle.minusDays(1), middle, middle.plusDays(1))
                .anyMatch(day -> day.getDayOfWeek() == DayOfWeek.SUNDAY);
        if (sunday || meetsAnother) {
            nextWorkingDayAfter(middle.plusDays(1));
        }
    }

    private void afterWeekend(int month, int dayOfMonth) {
        LocalDate day = LocalDate.of(year, month, dayOfMonth);
        if (isWeekend(day)) {
            nextWorkingDayAfter(day);
        }
    }

    private void nextWorkingDayAfter(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (isWeekend(next) || days.contains(next)) {
            next = next.plusDays(1);
        }
        days.add(next);
    }

    private static boolean isWeekend(LocalDate day) {
        return !WorkingDays.isWeekday(day);
    }

    /** A day of the Korean lunisolar calendar (Dangi), never of a leap month. */
    private LocalDate lunar(int month, int dayOfMonth) {
        Calendar dangi = Calendar.getInstance(TimeZone.getTimeZone(KOREA.getId()), new ULocale("ko_KR@calendar=dangi"));
        dangi.clear();
        dangi.set(Calendar.EXTENDED_YEAR, year);
        dangi.set(Calendar.MONTH, month - 1);
        dangi.set(ChineseCalendar.IS_LEAP_MONTH, 0);
        dangi.set(Calendar.DAY_OF_MONTH, dayOfMonth);
        return LocalDate.ofInstant(Instant.ofEpochMilli(dangi.getTimeInMillis()), KOREA);
    }
}
