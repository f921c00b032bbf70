package org.importsafety.dashboard.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.importsafety.dashboard.cases.CaseFacts.Judgement;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.Event;
import org.importsafety.events.Nonconformity;
import org.importsafety.events.Recorded;
import org.importsafety.events.RefundEvent.RefundRequested;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.junit.jupiter.api.Test;

class CaseFactsTest {
    private static final Instant AT = Instant.parse("2031-02-04T00:00:00Z");
    private static final Nonconformity LEAD =
            new Nonconformity("lead", "paint", "m", "412", "LE", "100", "mg/kg", null, "toys");

    @Test
    void a_failed_test_is_a_report_and_a_failure_with_its_reasons() {
        var failed = new TestFailed(
                "c", "t", "l", "s", "KTR", "r", 0, "p", 1, "d", "FAIL", false, false, AT, List.of(LEAD), null, null);
        assertEquals(
                Optional.of(new CaseFacts(
                        "c",
                        "l",
                        Map.of(Milestone.REPORTED, AT, Milestone.FAILED, AT),
                        null,
                        new Judgement(Verdict.FAILED, List.of(LEAD), 7),
                        null,
                        null)),
                CaseFacts.of(recorded(failed)));
    }

    @Test
    void what_nobody_can_test_has_a_verdict_and_no_report() {
        assertEquals(
                Optional.of(new CaseFacts(
                        "c", "l", Map.of(), null, new Judgement(Verdict.UNROUTABLE, List.of(), 7), null, null)),
                CaseFacts.of(recorded(new TestUnroutable("c", "l", "garden", "NO_PLAN", null))));
    }

    @Test
    void a_retest_or_a_split_sample_that_is_given_up_leaves_the_verdict_as_it_is() {
        for (String reason : List.of("RETEST_NO_LAB", "RETEST_CANCELLED", "SPLIT_CANCELLED")) {
            assertEquals(
                    Optional.of(new CaseFacts("c", "l", Map.of(), null, null, null, null)),
                    CaseFacts.of(recorded(new TestUnroutable("c", "l", "toys", reason, "t"))));
        }
    }

    @Test
    void the_end_of_a_block_says_only_that() {
        assertEquals(
                Optional.of(
                        new CaseFacts("c", "l", Map.of(), null, null, new CaseFacts.Block("b", null, true, 7), null)),
                CaseFacts.of(recorded(new SaleUnblocked("c", "b", "l", "CORRECTION", "rule", "report"))));
    }

    @Test
    void a_single_refund_says_nothing_of_its_case() {
        assertEquals(
                Optional.empty(), CaseFacts.of(recorded(new RefundRequested("c", "r", "o", 1, "l", "b", 1, "KRW", 1))));
    }

    private static Recorded<?> recorded(Event event) {
        return new Recorded<>(new UUID(0, 1), AT, 7, event);
    }
}
