package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.DEADLINE;
import static org.importsafety.enforcement.Fixtures.NOW;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.failed;
import static org.importsafety.enforcement.Fixtures.retested;
import static org.importsafety.enforcement.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.importsafety.enforcement.block.Block.Sale;
import org.importsafety.enforcement.block.Correction.Effect;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.junit.jupiter.api.Test;

class CorrectionTest {
    private static final String ID = Block.id("2026-10:A").toString();
    private static final Sale SALE = new Sale("2026-10:A", ID, "A");
    private static final SaleBlocked STATEMENT =
            Block.request(Finding.of(failed("A", "R-1")), Product.UNKNOWN, NOW, DEADLINE, 3);
    private static final List<Block> OPEN =
            List.of(new Block.Requested(SALE, null), new Block.Confirmed(SALE, NOW), new Block.Incomplete(SALE, NOW));
    private static final Block RELEASED = new Block.Released(SALE, NOW);

    @Test
    void a_report_corrected_to_pass_ends_the_block_by_rule_whatever_the_platform_has_answered() {
        var expected = new Effect.Release(
                new SaleUnblocked("2026-10:A", ID, "A", "CORRECTION", "rule:correction", "report:KTR/R-2"));
        for (Block block : OPEN) {
            assertEquals(expected, correction("PASS").on(block, STATEMENT, false));
        }
    }

    @Test
    void the_block_stays_while_another_test_of_the_listing_fails() {
        assertEquals(new Effect.Nothing(), correction("PASS").on(OPEN.get(1), STATEMENT, true));
    }

    @Test
    void a_block_that_a_person_asked_for_is_ended_by_no_rule() {
        SaleBlocked renewed = Block.renewed(STATEMENT, NOW, DEADLINE);
        assertEquals(new Effect.Nothing(), correction("PASS").on(OPEN.get(0), renewed, false));
        assertNull(new Retest(retested("A", "Q-1", true)).on(OPEN.get(0), renewed, false));
    }

    @Test
    void a_relisting_is_ended_by_a_report_of_its_own_only_when_no_other_block_holds_it() {
        SaleBlocked parent = Block.request(Finding.of(failed("B", "R-9")), Product.UNKNOWN, NOW, DEADLINE, 1);
        SaleBlocked copy = new Relisting(parent, "A", true).request("seller-2", Product.UNKNOWN, NOW, DEADLINE, 1);
        Retest referee = new Retest(retested("A", "Q-1", true));
        assertEquals(new Effect.Nothing(), correction("PASS").on(OPEN.get(1), copy, true));
        assertNull(referee.on(OPEN.get(1), copy, true));
        assertEquals(
                new Effect.Release(
                        new SaleUnblocked("2026-10:A", ID, "A", "CORRECTION", "rule:correction", "report:KTR/R-2")),
                correction("PASS").on(OPEN.get(1), copy, false));
        assertEquals(
                new SaleUnblocked("2026-10:A", ID, "A", "RETEST", "rule:retest", "report:KCL/Q-1"),
                referee.on(OPEN.get(1), copy, false));
    }

    @Test
    void only_a_referees_pass_ends_a_block() {
        assertEquals(
                new SaleUnblocked("2026-10:A", ID, "A", "RETEST", "rule:retest", "report:KCL/Q-1"),
                new Retest(retested("A", "Q-1", true)).on(OPEN.get(1), STATEMENT, false));
        assertNull(new Retest(retested("A", "Q-1", null)).on(OPEN.get(1), STATEMENT, false));
        assertNull(new Retest(retested("A", "Q-1", true)).on(RELEASED, STATEMENT, false));
    }

    @Test
    void an_open_verdict_releases_nothing_and_blocks_nothing() {
        assertEquals(new Effect.Nothing(), correction("INCONCLUSIVE").on(OPEN.get(1), STATEMENT, false));
        assertEquals(new Effect.Nothing(), correction("INCONCLUSIVE").on(RELEASED, STATEMENT, false));
        assertEquals(new Effect.Nothing(), correction("INCONCLUSIVE").unblocked());
    }

    @Test
    void a_report_corrected_to_pass_releases_nothing_where_nothing_is_blocked() {
        assertEquals(new Effect.Nothing(), correction("PASS").unblocked());
        assertEquals(new Effect.Nothing(), correction("PASS").on(RELEASED, STATEMENT, false));
    }

    @Test
    void a_report_corrected_to_fail_blocks_like_a_failed_test_also_after_a_release() {
        var expected = new Effect.Fails(Finding.of(failed("A", "R-2", row("LE", "12"))));
        assertEquals(expected, correction("FAIL").unblocked());
        assertEquals(expected, correction("FAIL").on(RELEASED, STATEMENT, false));
    }

    @Test
    void other_failing_values_of_the_same_report_change_the_reasons_and_not_what_was_asked() {
        var expected = new SaleBlocked(
                STATEMENT.caseId(),
                STATEMENT.blockId(),
                STATEMENT.listingId(),
                STATEMENT.skus(),
                STATEMENT.sellerId(),
                STATEMENT.gtin(),
                STATEMENT.actions(),
                STATEMENT.territory(),
                STATEMENT.ground(),
                "CRITICAL",
                List.of(row("LE", "12")),
                "KTR",
                "R-2",
                true,
                NOW,
                STATEMENT.respondBy(),
                3,
                STATEMENT.refundFrom(),
                null);
        for (Block block : OPEN) {
            assertEquals(new Effect.Restate(expected), correction("FAIL").on(block, STATEMENT, false));
        }
    }

    @Test
    void a_failing_correction_of_another_report_than_the_blocks_is_one_more_failing_test() {
        var another = new Correction(corrected("A", "order-2", "S-2", "S-1", "FAIL"));
        assertEquals(new Effect.Fails(Finding.of(another.report())), another.on(OPEN.get(0), STATEMENT, false));
    }

    @Test
    void a_verdict_that_nobody_knows_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> correction("MAYBE"));
    }

    private static Correction correction(String verdict) {
        return new Correction(
                verdict.equals("FAIL")
                        ? corrected("A", "R-2", "R-1", verdict, row("LE", "12"))
                        : corrected("A", "R-2", "R-1", verdict));
    }
}
