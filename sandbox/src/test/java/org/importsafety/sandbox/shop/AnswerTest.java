package org.importsafety.sandbox.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.importsafety.sandbox.platform.Block;
import org.importsafety.sandbox.shop.Answer.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop says to a wish, and to a whole cart. */
class AnswerTest {

    private static final Item DUCK = item("duck", 250L);
    private static final Item FREE = item("free", 0L);
    private static final Item UNPRICED = item("unpriced", null);
    private static final Block BLOCK = block(List.of());

    @Test
    void what_is_on_sale_costs_its_price_times_the_quantity() {
        Answer.Yes yes = assertInstanceOf(Answer.Yes.class, Answer.to(new Wish("duck", "duck-1", 3), DUCK, null));

        assertEquals(750, yes.amount());
    }

    @Test
    void without_a_variant_the_first_is_meant() {
        assertEquals(
                "duck-0",
                Answer.to(new Wish("duck", null, 1), DUCK, null).wish().sku());
    }

    @Test
    void what_is_blocked_is_refused_with_the_block() {
        Answer.No no = no(Answer.to(new Wish("duck", null, 1), DUCK, BLOCK));

        assertEquals(Reason.BLOCKED, no.reason());
        assertEquals(BLOCK, no.block());
    }

    @Test
    void a_block_of_one_variant_refuses_that_one_only() {
        Block some = block(List.of("duck-1"));

        assertEquals(
                Reason.BLOCKED,
                no(Answer.to(new Wish("duck", "duck-1", 1), DUCK, some)).reason());
        assertInstanceOf(Answer.Yes.class, Answer.to(new Wish("duck", "duck-0", 1), DUCK, some));
        assertFalse(DUCK.isOffSale(some));
        assertTrue(DUCK.isOffSale(BLOCK));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, Integer.MAX_VALUE})
    void a_quantity_is_from_1_to_99(int quantity) {
        assertEquals(
                Reason.QUANTITY,
                no(Answer.to(new Wish("duck", null, quantity), DUCK, null)).reason());
    }

    @Test
    void what_has_no_price_cannot_be_bought() {
        assertEquals(
                Reason.NO_PRICE,
                no(Answer.to(new Wish("free", null, 1), FREE, null)).reason());
        assertEquals(
                Reason.NO_PRICE,
                no(Answer.to(new Wish("unpriced", null, 1), UNPRICED, null)).reason());
    }

    @Test
    void unknown_listings_and_variants_are_refused() {
        assertEquals(
                Reason.UNKNOWN,
                no(Answer.to(new Wish("x", null, 1), null, null)).reason());
        assertEquals(
                Reason.NO_SUCH_SKU,
                no(Answer.to(new Wish("duck", "x", 1), DUCK, null)).reason());
    }

    @Test
    void one_blocked_item_stops_the_whole_checkout_until_it_is_removed() {
        Cart cart = Cart.EMPTY.with(new Wish("duck", "duck-0", 2)).with(new Wish("ball", "ball-0", 1));
        Bill before = bill(cart, Map.of());
        Bill after = bill(cart, Map.of("ball", BLOCK));
        Bill without = bill(cart.with(new Wish("ball", "ball-0", 0)), Map.of("ball", BLOCK));

        assertEquals(Map.of("GBP", 600L), before.sums());
        assertTrue(before.isPayable());
        assertFalse(after.isPayable());
        assertEquals("ball", after.refused().get(0).wish().listingId());
        assertTrue(without.isPayable());
        assertEquals(Map.of("GBP", 500L), without.sums());
    }

    @Test
    void an_empty_cart_is_not_payable() {
        assertFalse(bill(Cart.EMPTY, Map.of()).isPayable());
    }

    @Test
    void the_same_thing_twice_in_a_cart_is_more_of_it() {
        Cart cart = Cart.EMPTY.with(new Wish("duck", "duck-0", 98));

        Wish more = cart.totalWith(new Wish("duck", "duck-0", 2));

        assertEquals(100, more.quantity());
        assertEquals(Reason.QUANTITY, no(Answer.to(more, DUCK, null)).reason());
        assertEquals(5, cart.with(more.of(5)).pieces());
        assertEquals(2, cart.with(new Wish("duck", "duck-1", 1)).wishes().size());
    }

    @Test
    void a_full_cart_takes_more_of_what_is_in_it_only() {
        Cart cart = Cart.EMPTY;
        for (int i = 0; i < Cart.MOST_LINES; i++) {
            cart = cart.with(new Wish("item" + i, "sku", 1));
        }

        assertTrue(cart.isFullFor(new Wish("other", "sku", 1)));
        assertFalse(cart.isFullFor(new Wish("item7", "sku", 1)));
    }

    @Test
    void a_cart_that_is_taken_to_the_till_is_gone_for_the_second_press() {
        Carts carts = new Carts();
        carts.change("visitor", cart -> cart.with(new Wish("duck", "duck-0", 1)));

        assertEquals(1, carts.take("visitor").pieces());
        assertEquals(0, carts.take("visitor").pieces());
    }

    private static Bill bill(Cart cart, Map<String, Block> blocks) {
        Map<String, Item> items = Map.of("duck", DUCK, "ball", item("ball", 100L));
        return Bill.of(
                cart.wishes(), wish -> Answer.to(wish, items.get(wish.listingId()), blocks.get(wish.listingId())));
    }

    private static Answer.No no(Answer answer) {
        return assertInstanceOf(Answer.No.class, answer);
    }

    private static Item item(String id, Long price) {
        return new Item(id, "toys", "A " + id, List.of(id + "-0", id + "-1"), price, "GBP", 0);
    }

    private static Block block(List<String> skus) {
        return new Block("b", "duck", skus, Instant.EPOCH, "SAFETY_NONCONFORMITY", "KTR", "R1", List.of(), null);
    }
}
