package org.importsafety.selection.campaign;

import static org.importsafety.selection.campaign.CampaignMonthTest.month;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.importsafety.events.SelectionEvent.ProductSelected;
import org.importsafety.events.SelectionEvent.ProductSkipped;
import org.importsafety.selection.campaign.Candidate.SkipReason;
import org.importsafety.selection.campaign.Decision.Outcome;
import org.junit.jupiter.api.Test;

class NextRankTest {
    private static final Candidate GONE = candidate(2, "GONE", false, false, false, 1L);

    @Test
    void the_best_of_those_that_were_cut_takes_the_place() {
        NextRank next = NextRank.of(
                GONE, List.of(candidate(4, "D", false, false, false, 1L), candidate(5, "E", false, false, false, 1L)));

        assertEquals(
                List.of(
                        new Decision(GONE, Outcome.SKIPPED, SkipReason.NOT_TESTABLE),
                        new Decision(candidate(4, "D", false, false, false, 1L), Outcome.SELECTED, null)),
                next.decisions());
        assertTrue(next.isFilled());
        assertEquals("GONE", next.inPlaceOf(next.decisions().get(1)));
    }

    @Test
    void what_speaks_against_a_test_now_passes_over_the_next_too() {
        NextRank next = NextRank.of(
                GONE,
                List.of(
                        candidate(3, "C", true, false, false, 1L),
                        candidate(4, "D", false, true, false, 1L),
                        candidate(5, "E", false, false, true, 1L),
                        candidate(6, "F", false, false, false, 0L),
                        candidate(7, "G", false, false, false, null)));

        assertEquals(
                List.of("NOT_TESTABLE", "BLOCKED", "IN_TEST", "PASSED_RECENTLY", "FREE"),
                next.decisions().stream()
                        .filter(decision -> decision.outcome() == Outcome.SKIPPED)
                        .map(decision -> decision.reason().name())
                        .toList());
        ProductSelected told = assertInstanceOf(
                ProductSelected.class, next.decisions().get(5).event(month("2011-05"), Rule.MOST_ORDERS, "hash"));
        assertEquals("2011-05:G", told.caseId());
        assertEquals(7, told.rank());
    }

    @Test
    void where_nobody_is_left_the_place_stays_empty() {
        NextRank next = NextRank.of(GONE, List.of());

        assertFalse(next.isFilled());
        assertEquals(
                new ProductSkipped("2011-05:GONE", "2011-05", "GONE", "toys", 2, "NOT_TESTABLE"),
                next.decisions().get(0).event(month("2011-05"), Rule.MOST_ORDERS, "hash"));
    }

    private static Candidate candidate(
            int rank, String id, boolean blocked, boolean inTest, boolean passedRecently, Long price) {
        return new Candidate(
                "toys", rank, id, id + "-0", "s1", "CHILD", List.of(), 9, 8, 7, price, blocked, inTest, passedRecently);
    }
}
