package org.importsafety.refund.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Instant NOW = Instant.parse("2026-11-04T00:00:00Z");

    @Test
    void the_tenth_silence_in_a_row_opens_it() {
        Circuit nine = silences(9);
        assertFalse(nine.isOpen());
        assertEquals(64, nine.permits(64, NOW));
        assertTrue(nine.silent(NOW).isOpen());
    }

    @Test
    void an_open_circuit_permits_nothing_until_one_trial_is_due() {
        Circuit open = silences(10);
        assertEquals(0, open.permits(64, NOW.plus(Circuit.FIRST_PAUSE).minusMillis(1)));
        assertEquals(1, open.permits(64, NOW.plus(Circuit.FIRST_PAUSE)));
    }

    @Test
    void calls_that_were_under_way_when_it_opened_put_the_trial_off_no_further() {
        Circuit open = silences(10);
        assertEquals(open, open.silent(NOW.plusMillis(900)));
    }

    @Test
    void each_trial_without_an_answer_doubles_the_wait_up_to_half_a_minute() {
        Circuit circuit = silences(10);
        Instant now = NOW;
        for (int seconds : new int[] {4, 8, 16, 30, 30}) {
            now = circuit.until();
            circuit = circuit.tried(now).silent(now.plusSeconds(1));
            assertEquals(Duration.ofSeconds(seconds), Duration.between(now, circuit.until()));
        }
    }

    @Test
    void a_closed_circuit_tries_nothing() {
        assertEquals(Circuit.CLOSED, Circuit.CLOSED.tried(NOW));
    }

    private static Circuit silences(int count) {
        Circuit circuit = Circuit.CLOSED;
        for (int i = 0; i < count; i++) {
            circuit = circuit.silent(NOW);
        }
        return circuit;
    }
}
