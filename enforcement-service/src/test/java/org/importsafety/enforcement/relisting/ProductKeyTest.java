package org.importsafety.enforcement.relisting;

import static org.importsafety.enforcement.Fixtures.listing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.importsafety.enforcement.relisting.ProductKey.Kind;
import org.importsafety.events.ListingEvent.ListingPublished;
import org.junit.jupiter.api.Test;

class ProductKeyTest {
    @Test
    void one_product_has_one_gtin_in_whichever_form_it_is_written() {
        for (String written : List.of(
                "036000291452",
                "0036000291452",
                "00036000291452",
                "0-36000-29145-2",
                " 036000 291452 ",
                "10036000291459")) {
            assertEquals(Optional.of("00036000291452"), ProductKey.gtin(written), written);
        }
        assertEquals(Optional.of("00000096385074"), ProductKey.gtin("96385074"));
    }

    @Test
    void a_number_that_is_no_product_of_its_own_is_no_key() {
        for (String written : List.of(
                "",
                "036000291453",
                "03600029145",
                "0000000000000",
                "2012345678900",
                "0212345678909",
                "20123451",
                "none")) {
            assertEquals(Optional.empty(), ProductKey.gtin(written), written);
        }
        assertEquals(Optional.empty(), ProductKey.gtin(null));
    }

    @Test
    void certificates_and_models_are_compared_by_letters_and_digits() {
        assertEquals(Optional.of("CB061R99991"), ProductKey.certificate(" cb061r-9999 / 1"));
        assertEquals(Optional.of("CB061R99991"), ProductKey.certificate("ＣＢ０６１Ｒ－９９９９－１"));
        assertEquals(Optional.of("곰인형7"), ProductKey.model("곰 인형-7"));
        for (String none : List.of("N/A", "해당 없음", "-", "0000", "1")) {
            assertEquals(Optional.empty(), ProductKey.certificate(none), none);
        }
        assertEquals(Optional.empty(), ProductKey.model("Classic"));
    }

    @Test
    void a_model_counts_within_its_brand_only() {
        assertTrue(share(of("Acme", "A1", "s-1", "x"), of("ACME ", "a-1", "s-2", "y")));
        assertFalse(share(of("Acme", "A1", "s-1", "x"), of("Bolt", "A1", "s-2", "y")));
        assertFalse(share(of("Acme", "A1", "s-1", "x"), of(null, "A1", "s-2", "y")));
        assertTrue(share(of(null, "A1", "s-1", "x"), of(null, "A1", "s-2", "y"))); // both are toys
    }

    @Test
    void a_sku_counts_within_its_seller_only() {
        assertTrue(share(of(null, null, "s-1", "sku-1"), of(null, null, "s-1", "sku-1")));
        assertFalse(share(of(null, null, "s-1", "sku-1"), of(null, null, "s-2", "sku-1")));
        assertEquals(
                List.of(new ProductKey(Kind.SKU, "sku-1", "s-1")),
                List.copyOf(ProductKey.of(of(null, null, "s-1", " sku-1"))));
    }

    private static ListingPublished of(String brand, String model, String seller, String sku) {
        return listing("any", seller, brand, null, model, null, sku);
    }

    private static boolean share(ListingPublished one, ListingPublished other) {
        return !Collections.disjoint(ProductKey.of(one), ProductKey.of(other));
    }
}
