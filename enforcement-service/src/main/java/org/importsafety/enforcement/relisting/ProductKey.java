package org.importsafety.enforcement.relisting;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.importsafety.events.ListingEvent.ListingPublished;

/**
 * What tells a product from all others, in normal form: two listings with an equal key sell the same product. A key that
 * is not sure is none, because a listing is blocked by it with no person in the path:
 *
 * <ul>
 *   <li>GTIN: see {@link Gtin};
 *   <li>CERTIFICATE: letters and digits of the safety certificate's number; one without a digit from 1 to 9 is a word
 *       for "none";
 *   <li>MODEL: letters and digits, a digit among them; only within one brand, or, where no brand is said, within one
 *       category of listings without a brand: "A1" of two makers is not one product;
 *   <li>SKU: as it is, only within one seller: each counts for himself.
 * </ul>
 *
 * @param scope where the value is unique; empty for everywhere
 */
public record ProductKey(Kind kind, String value, String scope) {
    private static final int SHORTEST_CERTIFICATE = 4;
    private static final int SHORTEST_MODEL = 2;

    /** What it is a number of. */
    public enum Kind {
        GTIN,
        CERTIFICATE,
        MODEL,
        SKU
    }

    /** The keys of a listing, each once. */
    public static Set<ProductKey> of(ListingPublished listing) {
        Set<ProductKey> keys = new LinkedHashSet<>();
        gtin(listing.gtin()).ifPresent(gtin -> keys.add(new ProductKey(Kind.GTIN, gtin, "")));
        certificate(listing.certificateNo())
                .ifPresent(number -> keys.add(new ProductKey(Kind.CERTIFICATE, number, "")));
        model(listing.model()).ifPresent(model -> keys.add(new ProductKey(Kind.MODEL, model, makers(listing))));
        for (String sku : listing.skus()) {
            if (sku != null && !sku.isBlank()) {
                keys.add(new ProductKey(Kind.SKU, sku.strip(), listing.sellerId()));
            }
        }
        return keys;
    }

    public static Optional<String> gtin(String written) {
        return Gtin.normal(written);
    }

    public static Optional<String> certificate(String written) {
        return Optional.of(signs(written))
                .filter(signs -> signs.length() >= SHORTEST_CERTIFICATE && signs.matches(".*[1-9].*"));
    }

    public static Optional<String> model(String written) {
        return Optional.of(signs(written))
                .filter(signs -> signs.length() >= SHORTEST_MODEL && signs.matches(".*[0-9].*"));
    }

    private static String makers(ListingPublished listing) {
        String brand = signs(listing.brand());
        return brand.isEmpty() ? "category:" + listing.category() : "brand:" + brand;
    }

    private static String signs(String written) {
        return written == null
                ? ""
                : Normalizer.normalize(written, Normalizer.Form.NFKC)
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
