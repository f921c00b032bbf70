package org.importsafety.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EffortTest {

    @Test
    void calls_are_enough_for_the_rounds_and_for_warming_up() {
        int calls = effort(Duration.ofSeconds(60), 3).calls(100);

        assertTrue(calls >= 100 * (60 + 3 * 20), () -> calls + " calls");
        assertTrue(calls < 100 * (60 + 3 * 20) + 10, () -> calls + " calls");
    }

    @Test
    void fewer_rounds_than_a_median_needs_or_none_to_warm_up_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> effort(Duration.ofSeconds(60), 2));
        assertThrows(IllegalArgumentException.class, () -> effort(Duration.ZERO, 3));
        assertEquals(3, effort(Duration.ofSeconds(1), 3).rounds());
    }

    private static Effort effort(Duration warmUp, int rounds) {
        return new Effort(Duration.ofSeconds(20), warmUp, rounds, true, 100, 1, 5);
    }
}
