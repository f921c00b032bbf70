package org.importsafety.sandbox.relisting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;
import org.importsafety.sandbox.input.Listing;
import org.junit.jupiter.api.Test;

class ProductNumberTest {

    @Test
    void every_listing_gets_a_number_of_its_own_and_keeps_the_one_it_has() {
        List<Listing> listings = Stream.concat(
                        IntStream.range(0, 100).mapToObj(i -> listing("A" + i, null, null)),
                        Stream.of(listing("B", "036000291452", null), listing("C", null, "CB061R0001-1")))
                .toList();
        List<Listing> given = ProductNumber.given(listings, 1);
        assertEquals(
                listings.size(),
                given.stream()
                        .map(listing -> listing.gtin() + "|" + listing.certificateNo())
                        .distinct()
                        .count());
        assertTrue(given.stream().allMatch(ProductNumber::isNumbered));
        assertEquals(listings.subList(100, 102), given.subList(100, 102));
        for (Listing listing : given) {
            assertTrue(listing.gtin() == null || EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid(listing.gtin()));
        }
        assertTrue(given.stream().filter(listing -> listing.gtin() != null).count() > 30);
        assertTrue(given.stream()
                        .filter(listing -> listing.certificateNo() != null)
                        .count()
                > 30);
    }

    @Test
    void two_versions_of_one_listing_have_one_number() {
        List<Listing> given = ProductNumber.given(
                List.of(listing("A", null, null), listing("B", null, null), listing("A", null, null)), 1);
        assertEquals(given.get(0), given.get(2));
    }

    @Test
    void a_number_is_written_in_another_form_of_the_same() {
        assertEquals("0036000291452", rewritten("036000291452"));
        assertEquals("10036000291459", rewritten("0036000291452"));
        assertEquals("1003 6000 2914 59", rewritten("10036000291459"));
        assertEquals("9638 5074", rewritten("96385074"));
        Listing certified = ProductNumber.rewritten(listing("A", null, "CB061R0001-1"));
        assertEquals("cb061r0001 1", certified.certificateNo());
        assertNull(certified.gtin());
    }

    private static String rewritten(String gtin) {
        return ProductNumber.rewritten(listing("A", gtin, null)).gtin();
    }

    private static Listing listing(String id, String gtin, String certificateNo) {
        return new Listing(
                id, "s", "toys", "Duck", null, null, gtin, certificateNo, List.of(), 1L, "KRW", null, List.of());
    }
}
