package org.importsafety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class ProgrammeTimeTest {

    private static final Instant ORIGIN = Instant.parse("2011-06-04T00:00:00Z");
    private static final Instant ANCHOR = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void the_close_is_at_nine_in_seoul_on_the_fourth_of_the_following_month() {
        assertEquals(ORIGIN, ProgrammeTime.close(YearMonth.of(2011, 5)));
        assertEquals(Instant.parse("2012-01-04T00:00:00Z"), ProgrammeTime.close(YearMonth.of(2011, 12)));
    }

    @Test
    void an_hour_passes_in_a_second() {
        ProgrammeTime time = new ProgrammeTime(ORIGIN, ANCHOR, 3600);

        assertEquals(ORIGIN.plus(Duration.ofHours(2)), time.at(ANCHOR.plusSeconds(2)));
        assertEquals(Duration.ofSeconds(36), time.onTheWall(Duration.ofHours(36)));
    }

    @Test
    void the_story_shows_the_time_in_seoul() {
        assertEquals("04 Jun 09:00", ProgrammeTime.shown(ORIGIN));
    }
}
