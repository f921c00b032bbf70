package org.importsafety.testing.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.importsafety.events.TestingEvent.SampleMoved;
import org.importsafety.testing.order.TestOrder.Accepted;
import org.importsafety.testing.order.TestOrder.Ordered;
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
        for (SampleStep step : SampleStep.values()) {
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
                new Step.Refused(List.of("BOUGHT", "SHIPPED", "RECEIVED")),
                order(new Accepted(null)).move(SampleStep.TESTING, null, null, null));
        assertEquals(
                new Step.Refused(List.of("TESTING", "STORED")),
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
    void to_accept_again_changes_nothing() {
        TestOrder testing = order(new Accepted(SampleStep.TESTING));
        assertEquals(testing, testing.accept());
    }

    @Test
    void the_same_case_and_attempt_make_the_same_id() {
        assertEquals(OrderTests.id("2026-10:A", 1), OrderTests.id("2026-10:A", 1));
    }

    @Test
    void ten_working_days_are_two_weeks_without_the_weekends() {
        LocalDate friday = LocalDate.of(2026, 11, 6);
        assertEquals(LocalDate.of(2026, 11, 9), WorkingDays.after(friday, 1));
        assertEquals(LocalDate.of(2026, 11, 20), WorkingDays.after(friday, 10));
        assertEquals(LocalDate.of(2026, 11, 9), WorkingDays.after(friday.plusDays(1), 1));
        assertEquals(friday, WorkingDays.after(friday, 0));
    }

    private static TestOrder order(TestOrder.State state) {
        return new TestOrder(
                OrderTests.id("2026-10:A", 1),
                "2026-10:A",
                1,
                "2026-10",
                "A",
                "A-0",
                "s1",
                "toys",
                "CHILD",
                List.of(),
                "KTR",
                "toys",
                1,
                List.of(new Item("lead", "M")),
                NOW,
                LocalDate.of(2026, 11, 18),
                NOW,
                state);
    }
}
