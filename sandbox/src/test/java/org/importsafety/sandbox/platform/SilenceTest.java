package org.importsafety.sandbox.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final Instant NOW = Instant.parse("2026-11-04T00:00:00Z");

    @Test
    void about_half_of_the_first_requests_get_no_answer_and_the_same_ones_every_time() {
        List<String> silent = silent(1);
        assertTrue(silent.size() > 400 && silent.size() < 600, silent.size() + " of 1000");
        assertEquals(silent, silent(1));
    }

    @Test
    void who_is_asked_again_answers() {
        assertEquals(List.of(), silent(2));
    }

    @Test
    void without_the_fault_every_request_is_answered() {
        assertFalse(IntStream.range(0, 1000).anyMatch(i -> new Silence(false, 1).covers(request("l" + i, 1))));
    }

    private static List<String> silent(int attempt) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "l" + i)
                .filter(listing -> new Silence(true, 1).covers(request(listing, attempt)))
                .toList();
    }

    private static BlockRequest request(String listing, int attempt) {
        return new BlockRequest(
                new UUID(0, 1), NOW, "2026-10:" + listing, "b1", listing, List.of(), NOW, attempt, null);
    }
}
