package org.importsafety.refund.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import org.importsafety.events.Money;
import org.importsafety.events.RefundEvent.RefundCaseCompleted;
import org.importsafety.refund.cases.RefundCase.Pace;
import org.importsafety.refund.cases.RefundCase.Planned;
import org.importsafety.refund.cases.RefundCase.Step;
import org.importsafety.refund.cases.RefundCase.Tally;
import org.junit.jupiter.api.Test;

class RefundCaseTest {

    @Test
    void a_new_case_is_planned_at_once_without_waiting_for_the_feed() {
        assertEquals(
                new Step.PlanLines(Planned.EARLY), refundCase(Planned.NOT_YET).next(false, false));
    }

    @Test
    void a_new_case_is_planned_once_when_the_feed_is_read_already() {
        assertEquals(
                new Step.PlanLines(Planned.WHOLE), refundCase(Planned.NOT_YET).next(true, false));
    }

    @Test
    void a_planned_case_is_paid_when_the_feed_has_been_read() {
        assertEquals(new Step.LetPay(), refundCase(Planned.EARLY).next(true, true));
    }

    @Test
    void nothing_unfinished_is_not_the_end_before_the_feed_has_been_read() {
        assertInstanceOf(Step.Wait.class, refundCase(Planned.EARLY).next(false, false));
    }

    @Test
    void a_case_waits_for_unfinished_refunds() {
        assertInstanceOf(Step.Wait.class, refundCase(Planned.WHOLE).next(true, true));
    }

    @Test
    void a_case_is_complete_when_all_is_planned_and_final() {
        assertEquals(new Step.Complete(), refundCase(Planned.WHOLE).next(true, false));
    }

    @Test
    void a_released_case_plans_nothing_and_is_complete_when_what_was_sent_is_final() {
        for (Planned planned : Planned.values()) {
            var released = new RefundCase("2026-10:A", "A", planned, 0, true);
            assertEquals(new Step.Complete(), released.next(true, false));
            assertEquals(new Step.Complete(), released.next(false, false));
            assertInstanceOf(Step.Wait.class, released.next(true, true));
            assertInstanceOf(Step.Wait.class, released.next(false, true));
        }
    }

    @Test
    void a_complete_case_tells_what_became_of_every_refund_and_what_was_paid_in_each_currency() {
        var tallies = List.of(
                new Tally("FAILED", "KRW", 2, 500),
                new Tally("SETTLED", "KRW", 3, 19_900),
                new Tally("SETTLED", "USD", 1, 250),
                new Tally("SKIPPED", "KRW", 4, 9_999),
                new Tally("STOPPED", "USD", 5, 1));
        assertEquals(
                new RefundCaseCompleted(
                        "2026-10:A", "A", 15, 4, 2, 5, 4, List.of(new Money("KRW", 19_900), new Money("USD", 250))),
                refundCase(Planned.WHOLE).completed(tallies));
    }

    @Test
    void a_case_without_refunds_is_complete_with_zeros() {
        assertEquals(
                new RefundCaseCompleted("2026-10:A", "A", 0, 0, 0, 0, 0, List.of()),
                refundCase(Planned.WHOLE).completed(List.of()));
    }

    @Test
    void a_second_completion_is_another_event() {
        var again = new RefundCase("2026-10:A", "A", Planned.WHOLE, 1, false);
        assertNotEquals(refundCase(Planned.WHOLE).completionKey(), again.completionKey());
    }

    @Test
    void the_time_left_is_that_of_the_pace_of_late_and_unknown_where_nothing_was_paid() {
        Instant now = Instant.parse("2026-11-04T00:01:00Z");
        assertEquals(120, new Pace(500, now.minusSeconds(60)).secondsLeft(1000, now));
        assertEquals(0, new Pace(0, null).secondsLeft(0, now));
        assertNull(new Pace(0, null).secondsLeft(1000, now));
    }

    private static RefundCase refundCase(Planned planned) {
        return new RefundCase("2026-10:A", "A", planned, 0, false);
    }
}
