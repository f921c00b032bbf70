package org.importsafety.testing.order;

import static org.importsafety.testing.order.TestOrderTest.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.testing.order.Retesting.Wish;
import org.importsafety.testing.order.TestOrder.End;
import org.importsafety.testing.order.TestOrder.Ordered;
import org.importsafety.testing.order.TestOrder.Origin;
import org.junit.jupiter.api.Test;

class RetestingTest {
    private static final TestOrder FIRST = order("KTR", new Ordered()).close("R-1", 0, "INCONCLUSIVE");
    private static final TestOrder OPEN = next(Origin.retest(FIRST, false, null));
    private static final TestOrder INCONCLUSIVE = OPEN.close("R-2", 0, "INCONCLUSIVE");
    private static final TestOrder SPLIT = next(Origin.SPLIT);

    @Test
    void one_retest_follows_by_itself_and_no_second() {
        assertTrue(Retesting.isDue(FIRST, List.of(FIRST)));
        assertFalse(Retesting.isDue(FIRST, List.of(FIRST, OPEN)));
        assertFalse(Retesting.isDue(INCONCLUSIVE, List.of(FIRST, INCONCLUSIVE)));
        assertFalse(Retesting.isDue(FIRST, List.of(FIRST, OPEN.end(End.CANCELLED, "r", null))));
    }

    @Test
    void none_follows_where_a_second_laboratory_has_the_sample() {
        assertFalse(Retesting.isDue(FIRST, List.of(FIRST, SPLIT)));
        assertFalse(Retesting.isDue(SPLIT.close("R-2", 0, "INCONCLUSIVE"), List.of(FIRST, SPLIT)));
        assertTrue(Retesting.isDue(FIRST, List.of(FIRST, SPLIT.end(End.CANCELLED, "r", null))));
    }

    @Test
    void every_retest_names_the_first_order_also_that_of_a_retest() {
        assertEquals(FIRST.id().toString(), OPEN.ordered().retestOf());
        assertEquals(FIRST.id(), Origin.retest(INCONCLUSIVE, true, "r").retestOf());
        assertEquals(OPEN.origin().retestOf(), OPEN.origin().after(OPEN.id()).retestOf());
    }

    @Test
    void a_case_is_tested_again_after_a_report_and_once_at_a_time() {
        assertNull(Retesting.objection(FIRST, List.of(FIRST)));
        assertNull(Retesting.objection(INCONCLUSIVE, List.of(FIRST, INCONCLUSIVE)));
        assertEquals(
                "The case is being tested again already, at KCL", Retesting.objection(FIRST, List.of(FIRST, OPEN)));
        assertEquals(
                "The order is CANCELLED, there is no report on it",
                Retesting.objection(OPEN.end(End.CANCELLED, "r", null), List.of(FIRST)));
    }

    @Test
    void only_a_failing_report_is_a_dispute() {
        assertFalse(Retesting.isDisputed(List.of(FIRST, OPEN)));
        assertTrue(Retesting.isDisputed(List.of(FIRST, OPEN.close("R-2", 0, "FAIL"))));
    }

    @Test
    void a_wish_is_the_same_by_its_reason_and_by_what_it_asks_for() {
        TestOrder asked = next(Origin.retest(FIRST, false, "doubt"));
        List<TestOrder> ofCase = List.of(FIRST, asked);
        assertEquals(Optional.of(asked), new Wish(null, false, "doubt").fulfilled(ofCase));
        assertEquals(Optional.of(asked), new Wish("KCL", false, "doubt").fulfilled(ofCase));
        assertEquals(Optional.empty(), new Wish("KTR", false, "doubt").fulfilled(ofCase));
        assertEquals(Optional.empty(), new Wish(null, true, "doubt").fulfilled(ofCase));
        assertEquals(Optional.empty(), new Wish(null, false, "appeal").fulfilled(ofCase));
        assertEquals(
                Optional.empty(),
                new Wish(null, false, "doubt").fulfilled(List.of(FIRST, asked.end(End.CANCELLED, "r", null))));
    }

    @Test
    void that_no_laboratory_is_left_ends_no_order() {
        assertEquals(new TestUnroutable("2026-10:A", "A", "toys", "RETEST_NO_LAB", null), FIRST.notRetested());
    }

    private static TestOrder next(Origin origin) {
        return order("KTR", new Ordered()).again(2, "KCL", Instant.EPOCH, LocalDate.EPOCH, origin);
    }
}
