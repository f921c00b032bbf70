package org.importsafety.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgrammeClockTest {
    private static final Instant ORIGIN = Instant.parse("2011-06-04T00:00:00Z");
    private static final Instant ANCHOR = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void an_hour_passes_in_a_second_at_speed_3600() {
        Clock wall = Clock.fixed(ANCHOR.plusSeconds(5), ZoneOffset.UTC);
        assertEquals(Instant.parse("2011-06-04T05:00:00Z"), new ProgrammeClock(wall, ORIGIN, ANCHOR, 3600).instant());
    }

    @Test
    void every_process_with_the_same_triple_tells_the_same_time() {
        Clock wall = Clock.fixed(ANCHOR.plusMillis(1234), ZoneOffset.UTC);
        assertEquals(
                new ProgrammeClock(wall, ORIGIN, ANCHOR, 60).instant(),
                new ProgrammeClock(wall, ORIGIN, ANCHOR, 60).instant());
        assertEquals(ORIGIN.plusMillis(1234 * 60), new ProgrammeClock(wall, ORIGIN, ANCHOR, 60).instant());
    }
}
