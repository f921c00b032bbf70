package org.importsafety.testing.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.importsafety.calendar.WorkingDays;

/**
 * When an order's report is due, and what was said about it. A day is over at midnight in Seoul: an order that is due
 * today is not late before that.
 *
 * @param remindedAt when the laboratory's order was marked as due soon; null: not yet
 * @param overdueAt when it was told that the day is over; null: not yet
 * @param keptAt when the rule found no other laboratory to give the order to; null: never
 */
public record Due(LocalDate on, Instant remindedAt, Instant overdueAt, Instant keptAt) {

    static Due on(LocalDate day) {
        return new Due(day, null, null, null);
    }

    /** What there is to do now; of several things the latest. */
    enum Act {
        NOTHING,
        REMIND,
        TELL_OVERDUE,
        REASSIGN
    }

    /** When and what for; each in working days. */
    record Rule(int remindBefore, int reassignAfter, Predicate<LocalDate> isWorkedOn) {
        /** Orders that are due later than this are not reminded of. */
        LocalDate remindUpTo(LocalDate today) {
            return WorkingDays.after(today, remindBefore, isWorkedOn);
        }

        /** Orders that were due until this day have been overdue for so long that they are reassigned. */
        LocalDate reassignUpTo(LocalDate today) {
            if (reassignAfter == 0) {
                return LocalDate.EPOCH;
            }
            LocalDate day = today.minusDays(1);
            while (!WorkingDays.after(day, reassignAfter, isWorkedOn).isBefore(today)) {
                day = day.minusDays(1);
            }
            return day;
        }
    }

    /** The instant from which the report is late. */
    Instant end() {
        return on.plusDays(1).atStartOfDay(WorkingDays.KOREA).toInstant();
    }

    boolean isOver(Instant now) {
        return !now.isBefore(end());
    }

    /** A remindBefore or reassignAfter of 0 switches that off. */
    Act act(Instant now, Rule rule) {
        LocalDate today = LocalDate.ofInstant(now, WorkingDays.KOREA);
        if (!isOver(now)) {
            boolean soon = rule.remindBefore() > 0 && !on.isAfter(rule.remindUpTo(today));
            return soon && remindedAt == null ? Act.REMIND : Act.NOTHING;
        }
        if (overdueAt == null) {
            return Act.TELL_OVERDUE;
        }
        boolean tooLate = !on.isAfter(rule.reassignUpTo(today));
        return tooLate && keptAt == null ? Act.REASSIGN : Act.NOTHING;
    }

    Due reminded(Instant now) {
        return new Due(on, now, overdueAt, keptAt);
    }

    Due overdue(Instant now) {
        return new Due(on, remindedAt, now, keptAt);
    }

    Due kept(Instant now) {
        return new Due(on, remindedAt, overdueAt, now);
    }
}
