package org.importsafety.sandbox.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is on sale. A listing id that comes again is the listing's newer version.
 *
 * @param price minor units; null when not stated
 */
public record Listing(
        String listingId,
        String sellerId,
        String category,
        String title,
        String brand,
        String model,
        String gtin,
        String certificateNo,
        List<String> skus,
        Long price,
        String currency,
        String ageGroup,
        List<String> materials) {

    private static final Set<String> AGE_GROUPS = Set.of("CHILD", "CHILD_UNDER_36M", "ADULT");

    static List<Listing> read(Path file) throws BadInput {
        List<Listing> listings = new ArrayList<>();
        CsvFile.read(
                file,
                List.of("listing_id", "seller_id", "category", "title", "currency"),
                row -> listings.add(new Listing(
                        row.listingId("listing_id"),
                        row.required("seller_id"),
                        row.required("category"),
                        row.required("title"),
                        row.optional("brand"),
                        row.optional("model"),
                        row.optional("gtin"),
                        row.optional("certificate_no"),
                        row.list("skus"),
                        row.optional("price") == null ? null : row.wholeNumber("price", 0, Long.MAX_VALUE),
                        row.currency("currency"),
                        row.optional("age_group") == null ? null : row.oneOf("age_group", AGE_GROUPS),
                        row.list("materials"))));
        return listings;
    }
}
