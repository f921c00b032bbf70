package org.importsafety.enforcement.suspicion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.importsafety.enforcement.suspicion.ShopTitles.EditedCopy;
import org.importsafety.events.ListingEvent.ListingPublished;
import org.junit.jupiter.api.Test;

class NearMatchTest {
    /** As the service is set up. */
    private static final int THRESHOLD = 70;

    private static final String IMAGE = "c3f0e1d29ab84756";

    @Test
    void of_twenty_edited_copies_at_least_eighteen_are_suspected() {
        List<EditedCopy> copies = ShopTitles.copies("");
        assertEquals(20, copies.size());
        List<String> missed = copies.stream()
                .filter(it -> score(it.copy(), it.original()) < THRESHOLD)
                .map(it -> it.copy().title() + ": " + score(it.copy(), it.original()))
                .toList();
        assertTrue(missed.size() <= 2, missed::toString);
    }

    @Test
    void of_five_hundred_other_listings_of_the_shop_at_most_ten_are_suspected() {
        List<EditedCopy> copies = ShopTitles.copies("");
        List<String> suspected = ShopTitles.unrelated("").stream()
                .flatMap(listing -> copies.stream()
                        .filter(it -> score(listing, it.original()) >= THRESHOLD)
                        .limit(1)
                        .map(it -> listing.title() + " for " + it.original().title()))
                .toList();
        assertTrue(suspected.size() <= 10, suspected::toString);
    }

    @Test
    void a_title_is_the_same_in_any_order_writing_and_dress() {
        Likeness blocked = titled("Kids' Cake Stand, Red Retrospot");
        for (String same : List.of(
                "RETROSPOT red cake stands for kids",
                "【NEW】 red retrospot cakestand – kids 🔥🔥",
                "Kids cake-stand with Retrospots, réd",
                "ｒｅｄ ｒｅｔｒｏｓｐｏｔ ｃａｋｅ ｓｔａｎｄ ｋｉｄｓ",
                "retrospit red cake stand kids")) {
            assertEquals(new NearMatch(100, List.of("TITLE: 100 %")), NearMatch.of(titled(same), blocked), same);
        }
        assertEquals(
                80,
                NearMatch.of(titled("Kids cake plate, red retrospot"), blocked).score());
    }

    @Test
    void korean_is_the_same_with_spaces_and_without() {
        Likeness blocked = titled("어린이 신발 빨간색");
        assertEquals(100, NearMatch.of(titled("[정품] 어린이신발 빨간색 무료배송"), blocked).score());
        assertTrue(NearMatch.of(titled("빨간색 어린이신발"), blocked).score() >= THRESHOLD);
        assertTrue(NearMatch.of(titled("어린이 우산 파란색"), blocked).score() < THRESHOLD);
    }

    @Test
    void words_that_are_added_do_not_hide_a_title_and_one_word_alone_is_none() {
        Likeness blocked = titled("Crystal Star Brooch");
        Likeness longer = titled("Crystal star brooch silver plated ladies gift box party wedding evening");
        assertEquals(90, NearMatch.of(longer, blocked).score());
        assertEquals(60, NearMatch.of(titled("Brooch"), titled("brooch")).score());
    }

    @Test
    void another_maker_speaks_against_it_and_a_missing_one_says_nothing() {
        Likeness blocked = of("Crystal Star Brooch", "Acmé", null, null);
        assertEquals(
                new NearMatch(100, List.of("TITLE: 100 %", "MAKER: A.C. M.E.")),
                NearMatch.of(of("Crystal Star Brooch", " A.C.\nM.E.", null, null), blocked));
        assertEquals(
                85,
                NearMatch.of(of("Crystal Star Brooch", "Bolt", null, null), blocked)
                        .score());
        assertEquals(
                100,
                NearMatch.of(of("Crystal Star Brooch", " ", null, null), blocked)
                        .score());
        assertEquals(
                76,
                NearMatch.of(of("Star Brooch Silver", "ACME", null, null), blocked)
                        .score());
    }

    @Test
    void a_price_within_a_quarter_speaks_for_it_and_any_other_says_nothing() {
        Likeness blocked = of("Crystal Star Brooch", null, null, 400L);
        for (long near : List.of(300L, 400L, 500L)) {
            assertEquals(
                    71,
                    NearMatch.of(of("Star Brooch Silver", null, null, near), blocked)
                            .score(),
                    "" + near);
        }
        for (long far : List.of(-400L, 0L, 297L, 503L, Long.MAX_VALUE)) {
            assertEquals(
                    66,
                    NearMatch.of(of("Star Brooch Silver", null, null, far), blocked)
                            .score(),
                    "" + far);
        }
        Likeness dollars = new Likeness(TitleWords.of("Star Brooch Silver"), null, null, 400L, "USD");
        assertEquals(66, NearMatch.of(dollars, blocked).score());
        assertEquals(
                66,
                NearMatch.of(of("Star Brooch Silver", null, null, 400L), titled("Crystal Star Brooch"))
                        .score());
    }

    @Test
    void the_same_picture_is_enough_and_a_picture_that_stands_for_none_is_none() {
        Likeness blocked = of("Crystal Star Brooch", null, IMAGE, null);
        assertEquals(
                new NearMatch(96, List.of("IMAGE: 2/64")),
                NearMatch.of(of("Something else", null, "c3f0e1d29ab84755", null), blocked));
        assertEquals(
                0,
                NearMatch.of(of("Something else", null, "3c0f1e2d6547b8a9", null), blocked)
                        .score());
        for (String none : List.of("0000000000000000", "ffffffffffffff7f", "c3f0", "not a hash at all", "")) {
            assertEquals(
                    0,
                    NearMatch.of(of("Something else", null, none, null), of("Crystal", null, none, null))
                            .score(),
                    none);
        }
    }

    @Test
    void what_would_be_judged_alike_is_one_question() {
        Likeness before = of("Crystal Star Brooch", "Acme", IMAGE, 400L);
        assertEquals(
                before.print(),
                of("star BROOCH, crystal!", "ACME", IMAGE.toUpperCase(), 1L).print());
        assertNotEquals(
                before.print(), of("Crystal Moon Brooch", "Acme", IMAGE, 400L).print());
        assertNotEquals(
                before.print(), of("Crystal Star Brooch", null, IMAGE, 400L).print());
        assertNotEquals(
                before.print(), of("Crystal Star Brooch", "Acme", null, 400L).print());
    }

    @Test
    void the_terms_of_a_title_fit_into_an_index_whatever_is_written() {
        for (String title :
                List.of("x".repeat(10_000), "가".repeat(10_000), "a b ".repeat(5_000), "𠀀".repeat(100), "", "!!!")) {
            List<String> terms = titled(title).terms();
            assertTrue(terms.size() <= 64, title);
            assertTrue(terms.stream().allMatch(term -> term.length() <= 32), title);
        }
        assertEquals(
                List.of("box", "brooch", "crystal", "#0c3f0", "#1e1d2", "#29ab8", "#34756"),
                of("Crystal brooches? Brooch boxes!", null, IMAGE, null).terms());
    }

    private static int score(ListingPublished listing, ListingPublished blocked) {
        return NearMatch.of(Likeness.of(listing), Likeness.of(blocked)).score();
    }

    private static Likeness titled(String title) {
        return of(title, null, null, null);
    }

    private static Likeness of(String title, String brand, String imageHash, Long price) {
        return Likeness.of(new ListingPublished(
                "L", "s", "toys", title, brand, null, null, null, imageHash, List.of(), price, "GBP", null, List.of()));
    }
}
