package org.importsafety.sandbox.relisting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;
import org.importsafety.sandbox.Draw;
import org.importsafety.sandbox.input.Listing;

/** By what a product is known whoever sells it, a GTIN or the number of its safety certificate, and how else it can be written. */
final class ProductNumber {

    /** GS1 keeps this prefix for demonstrations: no real product has such a number. */
    private static final String DEMONSTRATION = "952%09d";

    private ProductNumber() {}

    /** The listings, each with a number: its own, or one that is made up here. */
    static List<Listing> given(List<Listing> listings, long seed) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Listing> given = new ArrayList<>(listings.size());
        for (Listing listing : listings) {
            int number = numbers.computeIfAbsent(listing.listingId(), id -> numbers.size() + 1);
            given.add(isNumbered(listing) ? listing : numbered(listing, number, seed));
        }
        return given;
    }

    static boolean isNumbered(Listing listing) {
        return listing.gtin() != null || listing.certificateNo() != null;
    }

    private static Listing numbered(Listing listing, int number, long seed) {
        return Draw.of(seed, listing.listingId(), "product number").below(2) == 0
                ? with(listing, withCheckDigit(DEMONSTRATION.formatted(number)), null)
                : with(listing, null, "DEMO-%06d".formatted(number));
    }

    /** The same number as another seller writes it: UPC as EAN, EAN as the GTIN-14 of a box, anything else in groups. */
    static Listing rewritten(Listing listing) {
        String gtin = listing.gtin();
        String certificate = listing.certificateNo();
        return with(
                listing,
                gtin == null ? null : otherForm(gtin),
                certificate == null
                        ? null
                        : certificate.toLowerCase(Locale.ROOT).replace("-", " "));
    }

    private static String otherForm(String gtin) {
        if (gtin.matches("[0-9]{12}")) {
            return "0" + gtin;
        }
        return gtin.matches("[0-9]{13}")
                ? withCheckDigit("1" + gtin.substring(0, 12))
                : String.join(" ", gtin.split("(?<=\\G.{4})"));
    }

    private static String withCheckDigit(String digits) {
        try {
            return digits + EAN13CheckDigit.EAN13_CHECK_DIGIT.calculate(digits);
        } catch (CheckDigitException e) {
            throw new IllegalStateException("no check digit for " + digits, e);
        }
    }

    private static Listing with(Listing it, String gtin, String certificateNo) {
        return new Listing(
                it.listingId(),
                it.sellerId(),
                it.category(),
                it.title(),
                it.brand(),
                it.model(),
                gtin,
                certificateNo,
                it.skus(),
                it.price(),
                it.currency(),
                it.ageGroup(),
                it.materials());
    }
}
