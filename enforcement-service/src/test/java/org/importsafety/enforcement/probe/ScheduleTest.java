package org.importsafety.enforcement.probe;

import static org.importsafety.enforcement.Fixtures.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule SCHEDULE =
            new Schedule(List.of(Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(180), Duration.ofDays(7)));

    @Test
    void a_verified_block_is_looked_at_again_after_1_7_30_and_180_days() {
        Instant late = NOW.plusSeconds(30);
        assertEquals(day(1), SCHEDULE.next(NOW, NOW));
        assertEquals(day(7), SCHEDULE.next(NOW, day(1).plusSeconds(5)));
        assertEquals(day(30), SCHEDULE.next(NOW, day(7)));
        assertEquals(day(180), SCHEDULE.next(NOW, day(31)));
        assertNull(SCHEDULE.next(NOW, day(180)));
        assertEquals(day(1), SCHEDULE.next(NOW, late));
    }

    @Test
    void one_run_makes_up_for_those_that_were_missed() {
        assertEquals(day(30), SCHEDULE.next(NOW, day(9)));
        assertNull(SCHEDULE.next(NOW, day(400)));
    }

    @Test
    void without_a_schedule_a_block_is_verified_once() {
        assertNull(new Schedule(List.of()).next(NOW, NOW));
    }

    private static Instant day(int day) {
        return NOW.plus(Duration.ofDays(day));
    }
}
