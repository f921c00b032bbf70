package org.importsafety.dashboard.board;

import static org.importsafety.dashboard.cases.Milestone.BLOCKED;
import static org.importsafety.dashboard.cases.Milestone.CONFIRMED;
import static org.importsafety.dashboard.cases.Milestone.FAILED;
import static org.importsafety.dashboard.cases.Milestone.REFUNDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.importsafety.dashboard.cases.Milestone;
import org.importsafety.dashboard.cases.SafetyCase;
import org.importsafety.dashboard.cases.Standing;
import org.importsafety.dashboard.cases.TimeToSafe;
import org.importsafety.dashboard.cases.Verdict;
import org.junit.jupiter.api.Test;

class SafetyTimesTest {
    private static final Instant REPORT = Instant.parse("2031-02-05T00:00:00Z");
    private static final long HOUR = 3600;

    @Test
    void every_step_is_counted_from_the_failing_report() {
        assertEquals(
                new TimeToSafe(6L, 3 * HOUR, 4 * HOUR, 50 * HOUR),
                TimeToSafe.of(aCase(6L, 3 * HOUR, 50 * HOUR, REPORT.plusSeconds(4 * HOUR))));
        assertEquals(new TimeToSafe(6L, null, null, null), TimeToSafe.of(aCase(6L, null, null, null)));
        assertEquals(new TimeToSafe(0L, null, null, null), TimeToSafe.of(aCase(-1L, null, null, null)));
    }

    @Test
    void what_is_not_blocked_or_has_no_failing_report_has_no_time() {
        assertNull(TimeToSafe.of(aCase(Map.of(FAILED, REPORT), null)));
        assertNull(TimeToSafe.of(aCase(Map.of(BLOCKED, REPORT), null)));
    }

    @Test
    void a_case_is_in_one_column_of_each_step_that_it_has_reached_and_a_bound_is_within() {
        SafetyTimes times = SafetyTimes.of(List.of(
                aCase(60L, 6 * HOUR, 8 * 24 * HOUR, null),
                aCase(61L, 7 * HOUR, null, null),
                aCase(2L, null, null, null),
                aCase(Map.of(FAILED, REPORT), null)));
        assertEquals(List.of(60L, 600L, HOUR, 6 * HOUR, 24 * HOUR, 48 * HOUR, 168 * HOUR), times.bounds());
        assertEquals(
                List.of(
                        new SafetyTimes.Step("blocked", 3, 60L, List.of(2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L)),
                        new SafetyTimes.Step("confirmed", 2, 6 * HOUR, List.of(0L, 0L, 0L, 1L, 1L, 0L, 0L, 0L)),
                        new SafetyTimes.Step("verified", 0, null, List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L)),
                        new SafetyTimes.Step("refunded", 1, 192 * HOUR, List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L))),
                times.steps());
    }

    private static SafetyCase aCase(Long blocked, Long confirmed, Long refunded, Instant verifiedAt) {
        Map<Milestone, Instant> reached = new EnumMap<>(Map.of(FAILED, REPORT));
        reached.put(BLOCKED, REPORT.plusSeconds(blocked));
        if (confirmed != null) {
            reached.put(CONFIRMED, REPORT.plusSeconds(confirmed));
        }
        if (refunded != null) {
            reached.put(REFUNDED, REPORT.plusSeconds(refunded));
        }
        return aCase(reached, verifiedAt);
    }

    private static SafetyCase aCase(Map<Milestone, Instant> reached, Instant verifiedAt) {
        return new SafetyCase(
                "2031-01:X",
                "2031-01",
                "X",
                "t",
                "c",
                "s",
                reached,
                1,
                1L,
                "KTR",
                Verdict.FAILED,
                List.of(),
                null,
                Standing.CONFIRMED,
                null,
                0,
                verifiedAt);
    }
}
