package org.importsafety.dashboard.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.importsafety.dashboard.cases.CaseFacts.Judgement;
import org.importsafety.events.EnforcementEvent.BlockBreached;
import org.importsafety.events.EnforcementEvent.BlockIncomplete;
import org.importsafety.events.EnforcementEvent.BlockVerified;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
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
                Optional.of(new CaseFacts("c", "l", Map.of(), null, null, stands(Standing.RELEASED, AT), null)),
                CaseFacts.of(recorded(new SaleUnblocked("c", "b", "l", "CORRECTION", "rule", "report"))));
    }

    @Test
    void a_probe_says_whether_the_block_holds() {
        Instant then = AT.minusSeconds(9);
        assertEquals(
                stands(Standing.VERIFIED, then),
                block(new BlockVerified("c", "b", "l", "CHECKOUT", then, "all refused")));
        assertEquals(
                stands(Standing.BREACHED, then), block(new BlockBreached("c", "b", "l", "CART", then, "in the cart")));
        assertEquals(
                stands(Standing.INCOMPLETE, then), block(new BlockIncomplete("c", "b", "l", "PARTIAL", then, null)));
    }

    @Test
    void a_block_that_is_asked_for_again_stands_where_it_stood() {
        assertEquals(new CaseFacts.Block("b", "G", Standing.REQUESTED, AT, 7L), block(asked(AT, 1)));
        assertEquals(new CaseFacts.Block("b", "G", null, null, null), block(asked(AT.minusSeconds(9), 2)));
        assertEquals(
                new CaseFacts.Block("b", "G", Standing.REQUESTED, AT, 7L),
                block(asked(AT, 2)),
                "after a release it is blocked from now on");
    }

    private static CaseFacts.Block stands(Standing standing, Instant at) {
        return new CaseFacts.Block("b", null, standing, at, 7L);
    }

    private static CaseFacts.Block block(Event event) {
        return CaseFacts.of(recorded(event)).orElseThrow().block();
    }

    private static SaleBlocked asked(Instant blockedAt, int attempt) {
        return new SaleBlocked(
                "c",
                "b",
                "l",
                List.of(),
                "s",
                null,
                List.of("BUY"),
                "KR",
                "G",
                "SERIOUS",
                List.of(),
                "KTR",
                "r",
                true,
                blockedAt,
                AT,
                attempt,
                AT,
                null);
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
