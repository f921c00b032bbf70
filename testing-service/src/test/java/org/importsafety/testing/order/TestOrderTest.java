package org.importsafety.testing.order;

import static org.importsafety.testing.order.SampleStep.BOUGHT;
import static org.importsafety.testing.order.SampleStep.DISPOSED;
import static org.importsafety.testing.order.SampleStep.RECEIVED;
import static org.importsafety.testing.order.SampleStep.SHIPPED;
import static org.importsafety.testing.order.SampleStep.STORED;
import static org.importsafety.testing.order.SampleStep.TESTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.events.TestingEvent.SampleMoved;
import org.importsafety.testing.order.TestOrder.Accepted;
import org.importsafety.testing.order.TestOrder.End;
import org.importsafety.testing.order.TestOrder.Ended;
import org.importsafety.testing.order.TestOrder.Ordered;
import org.importsafety.testing.order.TestOrder.Origin;
import org.importsafety.testing.order.TestOrder.Step;
import org.importsafety.testing.standard.PlanVersion.Item;
import org.junit.jupiter.api.Test;

class TestOrderTest {
    private static final Instant NOW = Instant.parse("2026-11-04T00:00:00Z");

    @Test
    void a_sample_moves_only_for_a_laboratory_that_took_the_order() {
        assertEquals(
                new Step.Refused(List.of("ACCEPTED")),
                order(new Ordered()).move(SampleStep.RECEIVED, null, null, null));
    }

    @Test
    void an_accepted_sample_goes_its_way_to_the_end() {
        TestOrder order = order(new Ordered()).accept();
        for (SampleStep step : List.of(BOUGHT, SHIPPED, RECEIVED, TESTING, STORED, DISPOSED)) {
            Step.Taken taken = assertInstanceOf(Step.Taken.class, order.move(step, "S-1", null, "n"));
            assertEquals(
                    new SampleMoved("2026-10:A", order.id().toString(), "A", step.name(), "S-1", null, "n"),
                    taken.event());
            order = taken.order();
        }
        assertEquals(new Step.Refused(List.of()), order.move(SampleStep.RECEIVED, null, null, null));
    }

    @Test
    void testing_needs_the_sample() {
        assertEquals(
                new Step.Refused(List.of("BOUGHT", "SHIPPED", "RECEIVED", "UNAVAILABLE")),
                order(new Accepted(null)).move(SampleStep.TESTING, null, null, null));
        assertEquals(
                new Step.Refused(List.of("TESTING", "STORED", "MORE_NEEDED", "MISMATCH")),
                order(new Accepted(SampleStep.RECEIVED)).move(SampleStep.BOUGHT, null, null, null));
    }

    @Test
    void after_the_report_the_sample_can_only_be_kept() {
        TestOrder closed = order(new Accepted(SampleStep.RECEIVED)).close("R-1", 0, "PASS");
        assertTrue(closed.isClosed());
        assertEquals(new Step.Refused(List.of("STORED")), closed.move(SampleStep.TESTING, null, null, null));
        Step.Taken stored = assertInstanceOf(Step.Taken.class, closed.move(SampleStep.STORED, null, null, null));
        assertTrue(stored.order().isClosed());
    }

    @Test
    void what_ended_is_closed_and_keeps_the_sample_only_if_it_is_there() {
        TestOrder away = order(new Accepted(SampleStep.SHIPPED)).end(End.REFUSED, "no", null);
        assertTrue(away.isClosed());
        assertEquals("REFUSED", away.state().name());
        assertEquals(away, away.accept());
        assertEquals(new Step.Refused(List.of()), away.move(SampleStep.STORED, null, null, null));
        TestOrder there = order(new Accepted(SampleStep.RECEIVED)).end(End.CANCELLED, "no", null);
        Step.Taken stored = assertInstanceOf(Step.Taken.class, there.move(SampleStep.STORED, null, null, null));
        assertEquals(
                new Ended(End.CANCELLED, "no", null, SampleStep.STORED),
                stored.order().state());
    }

    @Test
    void a_sample_that_cannot_be_had_ends_the_order_and_leaves_nothing_to_keep() {
        TestOrder order = order(new Accepted(SHIPPED));
        Step.Taken taken =
                assertInstanceOf(Step.Taken.class, order.move(SampleStep.UNAVAILABLE, null, null, "sold out"));
        assertEquals(
                new Ended(End.UNAVAILABLE, "sold out", null, SampleStep.UNAVAILABLE),
                taken.order().state());
        assertEquals(
                "SAMPLE_UNAVAILABLE",
                taken.order().unroutable("SAMPLE_UNAVAILABLE").reason());
        assertEquals(List.of(), taken.order().nextStepNames());
        TestOrder there = order(new Accepted(RECEIVED));
        assertEquals(
                new Step.Refused(List.of("TESTING", "STORED", "MORE_NEEDED", "MISMATCH")),
                there.move(SampleStep.UNAVAILABLE, null, null, null));
    }

    @Test
    void the_next_order_of_a_case_is_the_same_test_with_a_name_of_its_own() {
        TestOrder first = order(new Accepted(SampleStep.RECEIVED));
        Origin origin = Origin.SELECTION.after(first.id());
        TestOrder next = first.again(2, "KCL", NOW, LocalDate.of(2026, 12, 1), origin);
        assertEquals(TestOrder.id("2026-10:A", 2), next.id());
        assertEquals(first.items(), next.items());
        assertEquals(first.planVersion(), next.planVersion());
        assertEquals(new Ordered(), next.state());
        assertEquals(origin, next.origin());
        assertNull(next.ordered().retestOf());
    }

    @Test
    void a_retest_that_is_given_up_does_not_end_the_case() {
        TestOrder first = order(new Accepted(null));
        TestOrder retest = first.again(2, "KCL", NOW, LocalDate.of(2026, 12, 1), Origin.retest(first, false, null));
        assertEquals(first.id().toString(), retest.ordered().retestOf());
        assertEquals("CANCELLED", first.unroutable("CANCELLED").reason());
        assertEquals("RETEST_CANCELLED", retest.unroutable("CANCELLED").reason());
    }

    @Test
    void to_accept_again_changes_nothing() {
        TestOrder testing = order(new Accepted(SampleStep.TESTING));
        assertEquals(testing, testing.accept());
    }

    @Test
    void the_same_case_and_attempt_make_the_same_id() {
        assertEquals(TestOrder.id("2026-10:A", 1), TestOrder.id("2026-10:A", 1));
    }

    @Test
    void ten_working_days_are_two_weeks_without_the_weekends() {
        LocalDate friday = LocalDate.of(2026, 11, 6);
        assertEquals(LocalDate.of(2026, 11, 9), WorkingDays.after(friday, 1, WorkingDays::isWeekday));
        assertEquals(LocalDate.of(2026, 11, 20), WorkingDays.after(friday, 10, WorkingDays::isWeekday));
        assertEquals(LocalDate.of(2026, 11, 9), WorkingDays.after(friday.plusDays(1), 1, WorkingDays::isWeekday));
        assertEquals(friday, WorkingDays.after(friday, 0, WorkingDays::isWeekday));
    }

    private static TestOrder order(TestOrder.State state) {
        return order("KTR", state);
    }

    static TestOrder order(String lab, TestOrder.State state) {
        return new TestOrder(
                TestOrder.id("2026-10:A", 1),
                "2026-10:A",
                1,
                "2026-10",
                "A",
                "A-0",
                "s1",
                "toys",
                "CHILD",
                List.of(),
                lab,
                "toys",
                1,
                List.of(new Item("lead", "M")),
                NOW,
                Due.on(LocalDate.of(2026, 11, 18)),
                NOW,
                Origin.SELECTION,
                state);
    }
}
