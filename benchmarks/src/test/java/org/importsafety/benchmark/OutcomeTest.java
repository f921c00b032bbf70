package org.importsafety.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void the_median_of_the_rounds_is_what_counts() {
        Outcome outcome = new Outcome(Map.of("ours", List.of(took(700), took(5), took(6))));

        assertEquals(6_000, outcome.median(Figure.P50, "ours"), 10);
        assertEquals(5_000, outcome.least(Figure.P50, "ours"), 10);
        assertEquals(700_000, outcome.most(Figure.P50, "ours"), 1_000);
    }

    @Test
    void a_ratio_is_taken_within_each_turn() {
        Outcome outcome = new Outcome(
                Map.of("ours", List.of(took(20), took(200), took(30)), "raw", List.of(took(10), took(100), took(10))));

        assertEquals(new BigDecimal("2.00"), outcome.ratio(Figure.P50, "ours", "raw"));
    }

    @Test
    void a_goal_is_met_up_to_its_limit() {
        Outcome outcome = new Outcome(
                Map.of("ours", List.of(took(8), took(8), took(8)), "raw", List.of(took(4), took(4), took(4))));

        assertTrue(Goal.below(Figure.P99, "ours", Duration.ofMillis(10))
                .judge(outcome)
                .met());
        assertFalse(Goal.below(Figure.P99, "ours", Duration.ofMillis(8))
                .judge(outcome)
                .met());
        assertTrue(Goal.within("2.00", Figure.P50, "ours", "raw").judge(outcome).met());
        assertFalse(
                Goal.within("1.99", Figure.P50, "ours", "raw").judge(outcome).met());
    }

    @Test
    void a_lost_event_misses_every_goal() {
        Sample lossy = Sample.ofLatencies(micros(1_000), 1, Duration.ofSeconds(1));
        Outcome outcome = new Outcome(
                Map.of("ours", List.of(lossy, took(1), took(1)), "raw", List.of(took(1), took(1), took(1))));

        assertFalse(Goal.below(Figure.P99, "ours", Duration.ofSeconds(9))
                .judge(outcome)
                .met());
        assertFalse(Goal.within("9", Figure.P99, "ours", "raw").judge(outcome).met());
        assertFalse(
                Goal.atLeast("0.01", Figure.RATE, "ours", "raw").judge(outcome).met());
    }

    @Test
    void figures_are_shown_with_their_unit() {
        assertEquals("7.4 ms", Figure.P50.shown(7_410));
        assertEquals("1204 ms", Figure.MAX.shown(1_203_900));
        assertEquals("41,200/s", Figure.RATE.shown(41_200));
        assertEquals(500, Figure.RATE.of(Sample.ofRate(1_000, Duration.ofSeconds(2))));
        assertEquals("1,900/s", Figure.BULK.shown(Figure.BULK.of(took(5).withBulk(1_900))));
    }

    /** @param millis of every event */
    private static Sample took(int millis) {
        return Sample.ofLatencies(micros(millis * 1_000L), 0, Duration.ofSeconds(1));
    }

    private static Histogram micros(long micros) {
        Histogram histogram = Sample.histogram();
        histogram.recordValueWithCount(micros, 100);
        return histogram;
    }
}
