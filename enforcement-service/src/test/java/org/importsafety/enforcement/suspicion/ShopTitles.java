package org.importsafety.enforcement.suspicion;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.importsafety.events.ListingEvent.ListingPublished;

/** Listings of the real web shop, and copies of twenty of them as a seller edits them to put them back. */
final class ShopTitles {
    static final int UNRELATED = 500;
    private static final Path SHOP = Path.of("..", "sandbox", "data", "shop-2011h1", "listings.csv.gz");

    private ShopTitles() {}

    record EditedCopy(ListingPublished original, ListingPublished copy) {}

    /** @param prefix of the listings' ids */
    static List<EditedCopy> copies(String prefix) {
        Map<String, NamedCsvRecord> shop = shop();
        return read(ShopTitles.class.getResourceAsStream("/edited-copies.csv")).values().stream()
                .map(row -> {
                    NamedCsvRecord original = shop.get(row.getField("original"));
                    String id = prefix + row.getField("original");
                    return new EditedCopy(
                            listing(
                                    id,
                                    original.getField("title"),
                                    original.getField("category"),
                                    row.getField("brand"),
                                    Long.valueOf(row.getField("price"))),
                            listing(
                                    id + "-copy",
                                    row.getField("copy_title"),
                                    original.getField("category"),
                                    row.getField("copy_brand"),
                                    Long.valueOf(row.getField("copy_price"))));
                })
                .toList();
    }

    /** Drawn from the rest of the shop, the same ones each time. */
    static List<ListingPublished> unrelated(String prefix) {
        Set<String> originals =
                read(ShopTitles.class.getResourceAsStream("/edited-copies.csv")).keySet();
        List<NamedCsvRecord> rest = shop().values().stream()
                .filter(row -> !originals.contains(row.getField("listing_id")))
                .collect(Collectors.toList());
        Collections.shuffle(rest, new Random(20261104));
        return rest.stream()
                .limit(UNRELATED)
                .map(row -> listing(
                        prefix + row.getField("listing_id"), row.getField("title"), row.getField("category"), "", null))
                .toList();
    }

    private static ListingPublished listing(String id, String title, String category, String brand, Long price) {
        return new ListingPublished(
                id,
                "seller-of-" + id,
                category,
                title,
                brand.isEmpty() ? null : brand,
                null,
                null,
                null,
                null,
                List.of("sku-" + id),
                price,
                "GBP",
                null,
                List.of());
    }

    private static Map<String, NamedCsvRecord> shop() {
        try {
            return read(new GZIPInputStream(Files.newInputStream(SHOP)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the first column, which is unique. */
    private static Map<String, NamedCsvRecord> read(InputStream file) {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return rows.stream()
                    .collect(Collectors.toMap(
                            row -> row.getField(0), Function.identity(), (one, other) -> one, LinkedHashMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
