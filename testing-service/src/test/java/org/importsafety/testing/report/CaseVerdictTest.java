package org.importsafety.testing.report;

import static org.importsafety.testing.report.Verdict.Outcome.FAIL;
import static org.importsafety.testing.report.Verdict.Outcome.INCONCLUSIVE;
import static org.importsafety.testing.report.Verdict.Outcome.PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.importsafety.testing.report.CaseVerdict.Run;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.report.WaitingCases.Question;
import org.junit.jupiter.api.Test;

class CaseVerdictTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    @Test
    void the_only_report_counts() {
        assertEquals(Optional.empty(), CaseVerdict.of(List.of()));
        assertCounts(INCONCLUSIVE, FIRST, first(INCONCLUSIVE));
        assertCounts(PASS, FIRST, first(PASS));
    }

    @Test
    void a_retest_decides_what_the_first_left_open() {
        assertCounts(PASS, SECOND, first(INCONCLUSIVE), retest(SECOND, PASS));
        assertCounts(FAIL, SECOND, first(INCONCLUSIVE), retest(SECOND, FAIL));
        assertCounts(INCONCLUSIVE, SECOND, first(INCONCLUSIVE), retest(SECOND, INCONCLUSIVE));
        assertCounts(PASS, THIRD, first(INCONCLUSIVE), retest(SECOND, INCONCLUSIVE), retest(THIRD, PASS));
    }

    @Test
    void any_fail_stands_but_before_a_referee() {
        assertCounts(FAIL, FIRST, first(FAIL), retest(SECOND, PASS));
        assertCounts(FAIL, SECOND, first(PASS), retest(SECOND, FAIL));
        assertCounts(PASS, SECOND, first(FAIL), referee(SECOND, PASS));
        assertCounts(FAIL, SECOND, first(FAIL), referee(SECOND, FAIL));
        assertCounts(FAIL, FIRST, first(FAIL), referee(SECOND, INCONCLUSIVE));
        assertCounts(PASS, THIRD, first(INCONCLUSIVE), retest(SECOND, FAIL), referee(THIRD, PASS));
        assertCounts(FAIL, THIRD, first(FAIL), referee(SECOND, PASS), referee(THIRD, FAIL));
    }

    @Test
    void a_report_that_is_corrected_after_the_referee_stands_again() {
        Run corrected = new Run(FIRST, false, false, FAIL, at(9));
        assertCounts(FAIL, FIRST, corrected, referee(SECOND, PASS));
        Run open = new Run(FIRST, false, false, INCONCLUSIVE, at(9));
        assertCounts(PASS, SECOND, open, referee(SECOND, PASS));
    }

    @Test
    void a_pass_does_not_count_over_what_a_second_laboratory_leaves_open() {
        assertCounts(INCONCLUSIVE, SECOND, first(PASS), new Run(SECOND, false, false, INCONCLUSIVE, at(2)));
        assertCounts(INCONCLUSIVE, FIRST, first(INCONCLUSIVE), new Run(SECOND, false, false, PASS, at(2)));
        assertCounts(INCONCLUSIVE, SECOND, first(PASS), retest(SECOND, INCONCLUSIVE));
    }

    @Test
    void what_an_officer_is_asked_follows_from_the_last_report_and_the_end_of_its_retest() {
        assertEquals(Question.LAB_VERDICT_MISMATCH, question("LAB_VERDICT_MISMATCH", false, null));
        assertEquals(Question.LAB_VERDICT_MISMATCH, question("LAB_VERDICT_MISMATCH", true, null));
        assertEquals(Question.RETEST_INCONCLUSIVE, question("lead: LOQ_ABOVE_LIMIT", true, null));
        assertEquals(Question.NO_LAB_FOR_RETEST, question("lead: LOQ_ABOVE_LIMIT", false, null));
        assertEquals(Question.NO_LAB_FOR_RETEST, question("lead: LOQ_ABOVE_LIMIT", false, "REFUSED"));
        assertEquals(Question.RETEST_GIVEN_UP, question("LAB_VERDICT_MISMATCH", false, "CANCELLED"));
        assertEquals(Question.NO_RETEST_BY_RULE, Question.of("ITEMS_MISSING", false, true, false, null));
        assertEquals(Question.NO_RETEST_BY_RULE, Question.of("ITEMS_MISSING", false, false, true, null));
    }

    private static Question question(String reason, boolean retest, String retestEnd) {
        return Question.of(reason, retest, false, false, retestEnd);
    }

    private static void assertCounts(Outcome outcome, UUID order, Run... runs) {
        assertEquals(Optional.of(new CaseVerdict(outcome, order)), CaseVerdict.of(List.of(runs)));
    }

    private static Run first(Outcome outcome) {
        return new Run(FIRST, false, false, outcome, at(1));
    }

    private static Run retest(UUID order, Outcome outcome) {
        return new Run(order, true, false, outcome, at(order.getLeastSignificantBits()));
    }

    private static Run referee(UUID order, Outcome outcome) {
        return new Run(order, true, true, outcome, at(order.getLeastSignificantBits()));
    }

    private static Instant at(long day) {
        return Instant.EPOCH.plusSeconds(86_400 * day);
    }
}
