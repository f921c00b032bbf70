package org.importsafety.sandbox.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffSaleTest {

    private static final Instant NOW = Instant.parse("2026-11-04T00:00:00Z");

    private Instant now = NOW;
    private final OffSale offSale = new OffSale(() -> now);

    @Test
    void a_listing_is_off_sale_from_the_first_word_of_either_source() {
        offSale.block(block("b1", "A"));
        offSale.list(block("b2", "B"));

        assertEquals("b1", offSale.of("A").blockId());
        assertEquals("b2", offSale.of("B").blockId());
        assertNull(offSale.of("C"));
        assertEquals(2, offSale.size());
    }

    @Test
    void it_is_on_sale_again_when_both_sources_say_so() {
        offSale.block(block("b1", "A"));
        offSale.list(block("b1", "A"));
        assertEquals(1, offSale.size());

        offSale.release("A", "b1");
        assertEquals("b1", offSale.of("A").blockId());
        offSale.unlist("A");

        assertNull(offSale.of("A"));
        assertEquals(0, offSale.size());
    }

    @Test
    void the_release_of_an_earlier_block_does_not_lift_a_later_one() {
        offSale.block(block("b1", "A"));
        offSale.block(block("b2", "A"));

        offSale.release("A", "b1");

        assertEquals("b2", offSale.of("A").blockId());
    }

    @Test
    void whichever_topic_is_read_first_the_end_is_the_same() {
        offSale.list(block("b1", "A"));
        offSale.unlist("A");
        offSale.list(block("b2", "A"));
        offSale.block(block("b1", "A"));
        offSale.release("A", "b1");
        offSale.block(block("b2", "A"));

        assertEquals("b2", offSale.of("A").blockId());
    }

    @Test
    void a_hold_ends_by_itself_or_by_a_later_word_and_a_block_outlasts_it() {
        offSale.hold(Block.held("A", NOW.plusSeconds(60)));
        offSale.hold(Block.held("B", NOW.plusSeconds(60)));
        assertTrue(offSale.of("A").isHold());
        assertEquals(2, offSale.size());

        offSale.block(block("b1", "A"));
        assertEquals("b1", offSale.of("A").blockId());
        offSale.hold(Block.held("B", NOW)); // it has ended
        assertNull(offSale.of("B"));

        now = NOW.plusSeconds(60);
        offSale.release("A", "b1");
        assertNull(offSale.of("A"));
        assertEquals(0, offSale.size());
    }

    @Test
    void a_listing_that_is_blocked_and_unblocked_a_thousand_times_ends_as_the_last_word_says() {
        for (int round = 0; round < 500; round++) {
            offSale.block(block("b1", "A"));
            offSale.list(block("b1", "A"));
            offSale.release("A", "b1");
            if (round % 7 == 0) {
                offSale.release("A", "b1");
            }
            offSale.unlist("A");
        }
        assertNull(offSale.of("A"));
        offSale.block(block("b1", "A"));
        assertEquals("b1", offSale.of("A").blockId());
    }

    @Test
    void a_block_of_some_variants_leaves_the_others() {
        Block some =
                new Block("b", "A", List.of("A-1"), Instant.EPOCH, "SAFETY_NONCONFORMITY", "KTR", "R", List.of(), null);

        assertTrue(some.covers("A-1"));
        assertFalse(some.covers("A-2"));
        assertTrue(block("b", "A").covers("A-2"));
    }

    private static Block block(String blockId, String listingId) {
        return new Block(blockId, listingId, null, Instant.EPOCH, "SAFETY_NONCONFORMITY", "KTR", "R", null, null);
    }
}
