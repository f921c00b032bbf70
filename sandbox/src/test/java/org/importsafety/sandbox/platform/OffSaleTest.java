package org.importsafety.sandbox.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffSaleTest {

    private final OffSale offSale = new OffSale();

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
    void a_block_of_some_variants_leaves_the_others() {
        Block some = new Block("b", "A", List.of("A-1"), Instant.EPOCH, "SAFETY_NONCONFORMITY", "KTR", "R", List.of());

        assertTrue(some.covers("A-1"));
        assertFalse(some.covers("A-2"));
        assertTrue(block("b", "A").covers("A-2"));
    }

    private static Block block(String blockId, String listingId) {
        return new Block(blockId, listingId, null, Instant.EPOCH, "SAFETY_NONCONFORMITY", "KTR", "R", null);
    }
}
