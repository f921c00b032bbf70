package org.importsafety.sandbox.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.input.OrderLine;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Instant CLOSE = Instant.parse("2011-06-04T00:00:00Z");

    @Test
    void a_stated_price_is_the_price_also_when_it_is_0() {
        Catalogue catalogue = catalogue(
                List.of(listing("A", 700L), listing("B", 0L)),
                line("A", 1, 500, 60, false),
                line("B", 1, 500, 60, false));

        assertEquals(700, catalogue.find("A").price());
        assertFalse(catalogue.find("B").isPriced());
    }

    @Test
    void without_a_stated_price_one_costs_what_it_cost_last() {
        Catalogue catalogue = catalogue(
                List.of(listing("A", null)),
                line("A", 3, 1000, 50, false),
                line("A", 1, 900, 60, false),
                line("A", 1, 1, 40, true),
                line("A", 1, 0, 30, false),
                line("A", 1, 2, 0, false));

        assertEquals(333, catalogue.find("A").price());
        assertEquals(2, catalogue.find("A").sold());
    }

    @Test
    void what_was_never_sold_and_has_no_price_has_none() {
        assertFalse(catalogue(List.of(listing("A", null))).find("A").isPriced());
        assertNull(catalogue(List.of()).find("A"));
    }

    @Test
    void the_latest_version_of_a_listing_counts() {
        assertEquals(
                2,
                catalogue(List.of(listing("A", 1L), listing("A", 2L))).find("A").price());
    }

    @Test
    void what_is_listed_later_is_for_sale_and_found_behind_the_rest() {
        Catalogue catalogue = catalogue(List.of(listing("A", 1L)));
        catalogue.add(listing("A-R", 2L));

        assertEquals(2, catalogue.find("A-R").price());
        assertEquals(List.of("A", "A-R"), ids(catalogue.search("duck", item -> true)));
    }

    @Test
    void a_search_finds_every_word_the_best_sold_first() {
        Catalogue catalogue = catalogue(
                List.of(listing("A1", 1L), listing("A2", 1L), listing("B1", 1L)),
                line("A2", 1, 5, 9, false),
                line("B1", 1, 5, 9, false),
                line("B1", 1, 5, 9, false));

        assertEquals(List.of("B1", "A2", "A1"), ids(catalogue.search("", item -> true)));
        assertEquals(List.of("A2", "A1"), ids(catalogue.search("TOYS a", item -> item.listingId()
                .startsWith("A"))));
        assertEquals(List.of("A1"), ids(catalogue.search(" a1  duck ", item -> true)));
        assertTrue(catalogue.search("duck swan", item -> true).isEmpty());
    }

    @Test
    void an_order_of_the_data_is_found_by_its_number_each_line_as_first_told() {
        OrderLine first = new OrderLine("o1", 1, "A", "A-0", "b", 1, 100, "GBP", CLOSE.minusSeconds(9), false);
        OrderLine again = new OrderLine("o1", 1, "A", "A-0", "b", 9, 900, "GBP", CLOSE.minusSeconds(9), false);
        OrderLine late = new OrderLine("o1", 2, "A", "A-0", "b", 1, 100, "GBP", CLOSE, false);
        Orders orders = new Orders(List.of(first, again, late), CLOSE);

        assertEquals(new Order("o1", List.of(first), true), orders.find("o1"));
        assertNull(orders.find("o2"));
        assertTrue(orders.of("b").isEmpty(), "the data's buyers are nobody here");
    }

    private static List<String> ids(List<Item> items) {
        return items.stream().map(Item::listingId).toList();
    }

    private static Catalogue catalogue(List<Listing> listings, OrderLine... lines) {
        return Catalogue.of(new Inputs(listings, List.of(lines), List.of(), Map.of()), CLOSE);
    }

    private static Listing listing(String id, Long price) {
        return new Listing(
                id, "s", "toys", "Rubber Duck", null, null, null, null, List.of(), price, "GBP", null, List.of());
    }

    private static OrderLine line(String listing, int quantity, long amount, int secondsBefore, boolean cancelled) {
        return new OrderLine(
                "o", 1, listing, "sku", "b", quantity, amount, "GBP", CLOSE.minusSeconds(secondsBefore), cancelled);
    }
}
