package org.importsafety.enforcement.block;

import java.time.Instant;
import java.util.List;
import org.importsafety.events.EnforcementEvent.SaleBlocked;

/**
 * The same product under another listing: what a test has found of the one holds for the other, so its block has the
 * parent's reasons and the parent's month. Buyers of both get their money back for the same time.
 *
 * @param parent the block in force
 * @param automated false where a person has decided that it is the same
 */
record Relisting(SaleBlocked parent, String listingId, boolean automated) {
    static final String GROUND = "RELISTING";

    String caseId() {
        return parent.caseId().substring(0, parent.caseId().indexOf(':') + 1) + listingId;
    }

    /** @param relisting whose parent's reasons have changed */
    static SaleBlocked restated(SaleBlocked relisting, SaleBlocked parent) {
        return Block.restated(relisting, parent.severity(), parent.nonconformities(), parent.lab(), parent.reportNo());
    }

    /**
     * What it states when nothing but a test of its own holds it any more. It is a test's block then, also where a person had
     * asked for it. Since when and from when on refunds are paid stays: that was told, and is under way.
     */
    static SaleBlocked onItsOwn(SaleBlocked relisting, Finding own) {
        return new SaleBlocked(
                relisting.caseId(),
                relisting.blockId(),
                relisting.listingId(),
                relisting.skus(),
                relisting.sellerId(),
                relisting.gtin(),
                relisting.actions(),
                relisting.territory(),
                Block.GROUND,
                Severity.of(own.nonconformities()).name(),
                own.nonconformities(),
                own.lab(),
                own.reportNo(),
                true,
                relisting.blockedAt(),
                relisting.respondBy(),
                relisting.attempt(),
                relisting.refundFrom(),
                null);
    }

    /** @param attempt 1, or one more than that of the released block that this one revives */
    SaleBlocked request(String sellerId, Product product, Instant now, Deadline deadline, int attempt) {
        return new SaleBlocked(
                caseId(),
                Block.id(caseId()).toString(),
                listingId,
                List.of(),
                sellerId,
                product.gtin(),
                parent.actions(),
                parent.territory(),
                GROUND,
                parent.severity(),
                parent.nonconformities(),
                parent.lab(),
                parent.reportNo(),
                automated,
                now,
                deadline.of(parent.severity(), now, 0),
                attempt,
                parent.refundFrom(),
                parent.parentBlockId() == null ? parent.blockId() : parent.parentBlockId());
    }
}
