package org.importsafety.enforcement.block;

import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.ResultEvent.TestPassed;

/**
 * What a passed retest means for a block. A referee's word settles the case over all reports before it, so its pass
 * releases by this rule alone, unless a person asked for the block or another block holds it. Of any other retest a fail
 * stands: its pass is only what people may found a release on.
 */
record Retest(TestPassed report) {

    boolean isReferee() {
        return Boolean.TRUE.equals(report.referee());
    }

    /**
     * @param heldOtherwise the block is the relisting of one in force
     * @return null when the block stays as it is
     */
    SaleUnblocked on(Block block, SaleBlocked statement, boolean heldOtherwise) {
        if (!isReferee() || block instanceof Block.Released || heldOtherwise || !statement.automated()) {
            return null;
        }
        return new SaleUnblocked(
                block.sale().caseId(),
                block.sale().blockId(),
                block.sale().listingId(),
                "RETEST",
                "rule:retest",
                "report:" + report.lab() + "/" + report.reportNo());
    }
}
