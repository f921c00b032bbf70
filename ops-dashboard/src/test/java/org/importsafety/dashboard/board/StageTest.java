package org.importsafety.dashboard.board;

import static org.importsafety.dashboard.cases.Milestone.BLOCKED;
import static org.importsafety.dashboard.cases.Milestone.CONFIRMED;
import static org.importsafety.dashboard.cases.Milestone.FAILED;
import static org.importsafety.dashboard.cases.Milestone.ORDERED;
import static org.importsafety.dashboard.cases.Milestone.REFUNDED;
import static org.importsafety.dashboard.cases.Milestone.REPORTED;
import static org.importsafety.dashboard.cases.Milestone.SELECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.importsafety.dashboard.cases.Milestone;
import org.importsafety.dashboard.cases.SafetyCase;
import org.importsafety.dashboard.cases.Standing;
import org.importsafety.dashboard.cases.State;
import org.importsafety.dashboard.cases.Verdict;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void each_stage_counts_who_has_reached_it_and_who_waits_there_since_when() {
        List<Stage> funnel = Stage.funnel(List.of(
                aCase(null, SELECTED),
                aCase(Verdict.UNROUTABLE, SELECTED),
                aCase(null, SELECTED, ORDERED),
                aCase(Verdict.PASSED, SELECTED, ORDERED, REPORTED),
                aCase(Verdict.FAILED, SELECTED, ORDERED, REPORTED, FAILED),
                aCase(Verdict.FAILED, SELECTED, ORDERED, REPORTED, FAILED, BLOCKED),
                aCase(Verdict.FAILED, SELECTED, ORDERED, REPORTED, FAILED, BLOCKED, CONFIRMED),
                aCase(Verdict.FAILED, SELECTED, ORDERED, REPORTED, FAILED, BLOCKED, CONFIRMED, REFUNDED)));
        assertEquals(
                List.of(
                        new Stage(SELECTED, 8, 1, at(SELECTED)),
                        new Stage(ORDERED, 6, 1, at(ORDERED)),
                        new Stage(REPORTED, 5, 0, null),
                        new Stage(FAILED, 4, 1, at(FAILED)),
                        new Stage(BLOCKED, 3, 1, at(BLOCKED)),
                        new Stage(CONFIRMED, 2, 1, at(CONFIRMED)),
                        new Stage(REFUNDED, 1, 0, null)),
                funnel);
    }

    @Test
    void a_state_is_one_word_for_how_far_a_case_is() {
        assertNull(aCase(null).state());
        assertEquals(State.SELECTED, aCase(null, SELECTED).state());
        assertEquals(State.ORDERED, aCase(null, SELECTED, ORDERED).state());
        assertEquals(State.UNROUTABLE, aCase(Verdict.UNROUTABLE, SELECTED).state());
        assertEquals(
                State.FAILED, aCase(Verdict.FAILED, ORDERED, REPORTED, FAILED).state());
        assertEquals(State.CONFIRMED, aCase(Verdict.FAILED, BLOCKED, CONFIRMED).state());
        assertEquals(
                State.REFUNDED,
                aCase(Verdict.FAILED, BLOCKED, CONFIRMED, REFUNDED).state());
    }

    @Test
    void refunds_do_not_hide_that_a_block_is_not_confirmed() {
        assertEquals(State.BLOCKED, aCase(Verdict.FAILED, BLOCKED, REFUNDED).state());
    }

    @Test
    void asked_for_confirmed_verified_and_breached_are_different_states_of_a_block() {
        var confirmed = Map.of(BLOCKED, at(BLOCKED), CONFIRMED, at(CONFIRMED));
        var refunded = Map.of(BLOCKED, at(BLOCKED), CONFIRMED, at(CONFIRMED), REFUNDED, at(REFUNDED));
        assertEquals(
                State.BLOCKED,
                stands(Standing.REQUESTED, Verdict.FAILED, confirmed).state());
        assertEquals(
                State.BLOCKED,
                stands(Standing.INCOMPLETE, Verdict.FAILED, refunded).state());
        assertEquals(
                State.CONFIRMED,
                stands(Standing.CONFIRMED, Verdict.FAILED, confirmed).state());
        assertEquals(
                State.VERIFIED,
                stands(Standing.VERIFIED, Verdict.FAILED, confirmed).state());
        assertEquals(
                State.REFUNDED,
                stands(Standing.VERIFIED, Verdict.FAILED, refunded).state());
        assertEquals(
                State.BREACHED,
                stands(Standing.BREACHED, Verdict.FAILED, refunded).state());
    }

    @Test
    void a_breached_block_waits_for_its_confirmation_again() {
        Stage blocked = Stage.funnel(List.of(stands(
                        Standing.BREACHED, Verdict.FAILED, Map.of(BLOCKED, at(BLOCKED), CONFIRMED, at(CONFIRMED)))))
                .get(4);
        assertEquals(new Stage(BLOCKED, 1, 1, at(BLOCKED)), blocked);
    }

    @Test
    void a_released_listing_waits_for_nothing() {
        SafetyCase it = aCase(Verdict.PASSED, SELECTED, ORDERED, REPORTED, FAILED, BLOCKED);
        SafetyCase released = stands(Standing.RELEASED, it.verdict(), it.reached());
        assertEquals(State.RELEASED, released.state());
        assertEquals(
                List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L),
                Stage.funnel(List.of(released)).stream().map(Stage::waiting).toList());
    }

    private static SafetyCase aCase(Verdict verdict, Milestone... reached) {
        Map<Milestone, Instant> times = new EnumMap<>(Milestone.class);
        for (Milestone milestone : reached) {
            times.put(milestone, at(milestone));
        }
        return stands(null, verdict, times);
    }

    private static SafetyCase stands(Standing standing, Verdict verdict, Map<Milestone, Instant> times) {
        return new SafetyCase(
                "2031-01:X",
                "2031-01",
                "X",
                "t",
                "c",
                "s",
                times,
                1,
                1L,
                "KTR",
                verdict,
                List.of(),
                null,
                standing,
                null,
                0,
                null);
    }

    private static Instant at(Milestone milestone) {
        return Instant.EPOCH.plusSeconds(milestone.ordinal());
    }
}
