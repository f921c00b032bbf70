package org.importsafety.testing.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.testing.order.Due.Act;
import org.importsafety.testing.order.Due.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTest {
    private static final Rule RULE = new Rule(2, 3, WorkingDays::isWorkedOn);
    private static final Rule OFF = new Rule(0, 0, WorkingDays::isWorkedOn);

    /** Seollal 2026 is on Tuesday, 17 February; Monday to Wednesday are off. */
    private static final LocalDate AFTER_SEOLLAL = LocalDate.of(2026, 2, 20);

    @Test
    void a_day_is_over_at_midnight_in_seoul_and_not_before() {
        Due today = Due.on(LocalDate.of(2026, 11, 18));
        assertFalse(today.isOver(Instant.parse("2026-11-18T14:59:59.999Z")));
        assertTrue(today.isOver(Instant.parse("2026-11-18T15:00:00Z")));
    }

    @Test
    void no_working_day_at_all_is_until_tonight_and_not_late_at_once() {
        Instant ordered = Instant.parse("2026-11-18T02:00:00Z");
        LocalDate today = LocalDate.ofInstant(ordered, WorkingDays.KOREA);
        Due due = Due.on(WorkingDays.after(today, 0, WorkingDays::isWorkedOn));
        assertEquals(Act.NOTHING, due.act(ordered, OFF));
        assertEquals(Act.TELL_OVERDUE, due.act(Instant.parse("2026-11-18T15:00:00Z"), OFF));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-11T03:00:00Z, NOTHING", // Wednesday: Thursday, Friday, Thursday and Friday are left
        "2026-02-12T03:00:00Z, NOTHING",
        "2026-02-12T15:00:00Z, REMIND", // Friday the 13th: two working days are left, with five days off between
        "2026-02-20T14:59:59Z, REMIND",
        "2026-02-20T15:00:00Z, TELL_OVERDUE"
    })
    void a_reminder_counts_working_days_over_seollal(Instant now, Act act) {
        assertEquals(act, Due.on(AFTER_SEOLLAL).act(now, RULE));
    }

    @Test
    void each_thing_is_said_once() {
        Instant soon = Instant.parse("2026-02-13T03:00:00Z");
        Instant late = Instant.parse("2026-02-21T03:00:00Z");
        Due due = Due.on(AFTER_SEOLLAL);
        assertEquals(Act.NOTHING, due.reminded(soon).act(soon, RULE));
        assertEquals(Act.TELL_OVERDUE, due.reminded(soon).act(late, RULE));
        assertEquals(Act.NOTHING, due.overdue(late).act(late, RULE));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-25T14:59:59Z, NOTHING", // Wednesday: the third working day after is not over
        "2026-02-25T15:00:00Z, REASSIGN"
    })
    void what_stays_overdue_is_reassigned_when_the_rule_says_so(Instant now, Act act) {
        Due told = Due.on(AFTER_SEOLLAL).overdue(Instant.parse("2026-02-20T15:00:00Z"));
        assertEquals(act, told.act(now, RULE));
        assertEquals(Act.NOTHING, told.act(now, OFF));
        assertEquals(Act.NOTHING, told.kept(now).act(now, RULE));
    }
}
