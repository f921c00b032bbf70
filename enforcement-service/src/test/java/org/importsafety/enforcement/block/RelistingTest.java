package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.DEADLINE;
import static org.importsafety.enforcement.Fixtures.NOW;
import static org.importsafety.enforcement.Fixtures.REFUND_FROM;
import static org.importsafety.enforcement.Fixtures.failed;
import static org.importsafety.enforcement.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.junit.jupiter.api.Test;

class RelistingTest {
    private final SaleBlocked parent =
            Block.request(Finding.of(failed("first", "R-1", row("LE", "12"))), Product.UNKNOWN, NOW, DEADLINE, 3);

    @Test
    void a_relisting_has_its_parents_month_and_reasons_and_its_own_listing_and_seller() {
        SaleBlocked copy = of(parent, "copy");
        assertEquals("2026-10:copy", copy.caseId());
        assertEquals(Block.id("2026-10:copy").toString(), copy.blockId());
        assertEquals("seller-2", copy.sellerId());
        assertEquals("RELISTING", copy.ground());
        assertEquals(parent.blockId(), copy.parentBlockId());
        assertEquals("CRITICAL", copy.severity());
        assertEquals(parent.nonconformities(), copy.nonconformities());
        assertEquals(REFUND_FROM, copy.refundFrom());
        assertEquals(1, copy.attempt());
    }

    @Test
    void a_copy_of_a_copy_has_the_tested_listings_block_for_parent() {
        assertEquals(parent.blockId(), of(of(parent, "copy"), "copys-copy").parentBlockId());
    }

    @Test
    void a_relisting_follows_its_parents_reasons_and_stays_what_was_asked_for() {
        SaleBlocked copy = of(parent, "copy");
        SaleBlocked restated = Block.restated(parent, "OTHER", List.of(row("LE", "1.2")), "KCL", "R-2");
        assertEquals(
                Block.restated(copy, "OTHER", List.of(row("LE", "1.2")), "KCL", "R-2"),
                Relisting.restated(copy, restated));
        assertEquals(copy.respondBy(), Relisting.restated(copy, restated).respondBy());
    }

    @Test
    void on_its_own_it_states_what_its_test_has_found_and_since_when_it_stands() {
        SaleBlocked copy = new Relisting(parent, "copy", false)
                .request("seller-2", Product.UNKNOWN, NOW.plusSeconds(60), DEADLINE, 1);
        SaleBlocked own = Relisting.onItsOwn(copy, Finding.of(failed("copy", "R-own", row("LE", "2.5"))));
        assertEquals("SAFETY_NONCONFORMITY", own.ground());
        assertEquals("SERIOUS", own.severity());
        assertEquals("R-own", own.reportNo());
        assertEquals(List.of(row("LE", "2.5")), own.nonconformities());
        assertNull(own.parentBlockId());
        assertTrue(own.automated());
        assertEquals(copy.blockedAt(), own.blockedAt());
        assertEquals(copy.respondBy(), own.respondBy());
        assertEquals(copy.attempt(), own.attempt());
    }

    private static SaleBlocked of(SaleBlocked parent, String listing) {
        return new Relisting(parent, listing, true)
                .request("seller-2", Product.UNKNOWN, NOW.plusSeconds(60), DEADLINE, 1);
    }
}
