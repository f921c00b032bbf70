package org.importsafety.testing.order;

import static org.importsafety.testing.order.SampleStep.BOUGHT;
import static org.importsafety.testing.order.SampleStep.DISPOSED;
import static org.importsafety.testing.order.SampleStep.MISMATCH;
import static org.importsafety.testing.order.SampleStep.MORE_NEEDED;
import static org.importsafety.testing.order.SampleStep.RECEIVED;
import static org.importsafety.testing.order.SampleStep.SHIPPED;
import static org.importsafety.testing.order.SampleStep.STORED;
import static org.importsafety.testing.order.SampleStep.TESTING;
import static org.importsafety.testing.order.SampleStep.UNAVAILABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleStepTest {
    @Test
    void where_more_is_needed_more_is_had_or_cannot_be_had() {
        assertTrue(SampleStep.after(RECEIVED, false).contains(MORE_NEEDED));
        assertTrue(SampleStep.after(TESTING, false).contains(MORE_NEEDED));
        assertEquals(List.of(BOUGHT, SHIPPED, RECEIVED, UNAVAILABLE), SampleStep.after(MORE_NEEDED, false));
    }

    @Test
    void the_wrong_sample_is_replaced_by_one_that_is_bought_in_sight() {
        assertEquals(List.of(BOUGHT, UNAVAILABLE), SampleStep.after(MISMATCH, false));
    }

    @Test
    void what_was_not_received_is_not_found_to_be_wrong_and_what_was_received_was_to_be_had() {
        for (SampleStep last : Arrays.asList(null, BOUGHT, SHIPPED)) {
            List<SampleStep> steps = SampleStep.after(last, false);
            assertFalse(steps.contains(MISMATCH), "after " + last);
            assertTrue(steps.contains(UNAVAILABLE), "after " + last);
        }
        for (SampleStep last : List.of(RECEIVED, TESTING, STORED)) {
            List<SampleStep> steps = SampleStep.after(last, false);
            assertTrue(steps.contains(MISMATCH), "after " + last);
            assertFalse(steps.contains(UNAVAILABLE), "after " + last);
        }
        assertEquals(List.of(), SampleStep.after(UNAVAILABLE, false));
    }

    @Test
    void after_the_report_a_sample_is_kept_whatever_came_before() {
        for (SampleStep last : List.of(RECEIVED, TESTING, MORE_NEEDED, BOUGHT)) {
            assertEquals(List.of(STORED), SampleStep.after(last, true));
        }
        assertEquals(List.of(DISPOSED), SampleStep.after(STORED, true));
        assertEquals(List.of(), SampleStep.after(DISPOSED, true));
    }

    @Test
    void the_wrong_sample_stops_the_test_until_another_is_received() {
        assertFalse(SampleStep.isStopped(List.of()));
        assertFalse(SampleStep.isStopped(List.of(RECEIVED, MORE_NEEDED, BOUGHT)));
        assertTrue(SampleStep.isStopped(List.of(RECEIVED, MISMATCH)));
        assertTrue(SampleStep.isStopped(List.of(RECEIVED, MISMATCH, BOUGHT, SHIPPED)));
        assertFalse(SampleStep.isStopped(List.of(RECEIVED, MISMATCH, BOUGHT, RECEIVED)));
        assertTrue(SampleStep.isStopped(List.of(RECEIVED, MISMATCH, BOUGHT, RECEIVED, TESTING, MISMATCH)));
    }
}
