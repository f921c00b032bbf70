package org.importsafety.enforcement.block;

import java.util.Set;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.ResultEvent.TestCorrected;

/**
 * What a corrected report (ISO/IEC 17025:2017, 7.8.8) means for a block. Safety first:
 *
 * <ul>
 *   <li>FAIL blocks, like a failed test; where the sale is blocked already, the statement of reasons follows the report;
 *   <li>PASS releases, by this rule alone: the laboratory's word made the block, so its word ends it, and no person is in
 *       the path. Not while another test of the listing fails: any fail stands. Nor where a person asked for the block:
 *       people end that. Nor where another block holds this one, because it is a relisting;
 *   <li>INCONCLUSIVE releases nothing: the verdict is open, and while it is, the goods may be dangerous.
 * </ul>
 */
record Correction(TestCorrected report) {
    static final String PASS = "PASS";
    static final String FAIL = "FAIL";
    static final String INCONCLUSIVE = "INCONCLUSIVE";

    Correction {
        if (!Set.of(PASS, FAIL, INCONCLUSIVE).contains(report.verdict())) {
            throw new IllegalArgumentException("TestCorrected with verdict " + report.verdict());
        }
    }

    sealed interface Effect {
        /** To block as by a failed test. */
        record Fails(Finding finding) implements Effect {}

        /** The block stays, with other reasons; nothing is asked of the platform again. */
        record Restate(SaleBlocked statement) implements Effect {}

        record Release(SaleUnblocked event) implements Effect {}

        record Nothing() implements Effect {}
    }

    /** The case has no block. */
    Effect unblocked() {
        return report.verdict().equals(FAIL) ? new Effect.Fails(Finding.of(report)) : new Effect.Nothing();
    }

    /**
     * @param statement the reasons of the case's block
     * @param heldOtherwise another test of the listing fails, or the block is the relisting of one in force
     */
    Effect on(Block block, SaleBlocked statement, boolean heldOtherwise) {
        if (block instanceof Block.Released) {
            return unblocked();
        }
        if (report.verdict().equals(FAIL)) {
            return isFoundedOnIt(statement)
                    ? new Effect.Restate(restated(statement))
                    : new Effect.Fails(Finding.of(report));
        }
        if (report.verdict().equals(INCONCLUSIVE) || heldOtherwise || !statement.automated()) {
            return new Effect.Nothing();
        }
        return new Effect.Release(new SaleUnblocked(
                block.sale().caseId(),
                block.sale().blockId(),
                block.sale().listingId(),
                "CORRECTION",
                "rule:correction",
                "report:" + report.lab() + "/" + report.reportNo()));
    }

    private boolean isFoundedOnIt(SaleBlocked statement) {
        return statement.lab().equals(report.lab()) && statement.reportNo().equals(report.supersedes());
    }

    private SaleBlocked restated(SaleBlocked it) {
        return Block.restated(
                it,
                Severity.of(report.nonconformities()).name(),
                report.nonconformities(),
                report.lab(),
                report.reportNo());
    }
}
