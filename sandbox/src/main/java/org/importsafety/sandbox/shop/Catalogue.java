package org.importsafety.sandbox.shop;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.input.OrderLine;

/**
 * Every listing in its latest version, the best sold first. A listing without a stated price costs what one of it cost the last time it
 * was sold: the played sales tell what was paid for each line, not what the shop's window said.
 */
final class Catalogue {

    private final Map<String, Item> items = new LinkedHashMap<>();

    private Catalogue() {}

    private static final class Sales {
        private int lines;
        private OrderLine last;
    }

    /** @param close lines from here on were never told */
    static Catalogue of(Inputs inputs, Instant close) {
        Map<String, Sales> sales = new HashMap<>();
        for (OrderLine line : inputs.orderLines()) {
            if (line.paidAt().isBefore(close) && !line.cancelled() && line.amount() > 0) {
                Sales known = sales.computeIfAbsent(line.listingId(), id -> new Sales());
                known.lines++;
                if (known.last == null || !line.paidAt().isBefore(known.last.paidAt())) {
                    known.last = line;
                }
            }
        }
        Map<String, Listing> latest = new HashMap<>();
        inputs.listings().forEach(listing -> latest.put(listing.listingId(), listing));
        Catalogue catalogue = new Catalogue();
        latest.values().stream()
                .map(listing -> item(listing, sales.get(listing.listingId())))
                .sorted(Comparator.comparing(Item::sold).reversed().thenComparing(Item::listingId))
                .forEach(item -> catalogue.items.put(item.listingId(), item));
        return catalogue;
    }

    /** Comes last: nobody has bought it yet. */
    synchronized void add(Listing listing) {
        items.putIfAbsent(listing.listingId(), item(listing, null));
    }

    /** Null when there is none. */
    synchronized Item find(String listingId) {
        return items.get(listingId);
    }

    /** All items that are shown and hold every word, in title, id or category. */
    synchronized List<Item> search(String words, Predicate<Item> shown) {
        List<String> wanted = Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return items.values().stream()
                .filter(item -> wanted.stream().allMatch(textOf(item)::contains))
                .filter(shown)
                .toList();
    }

    private static String textOf(Item item) {
        return (item.title() + ' ' + item.listingId() + ' ' + item.category()).toLowerCase(Locale.ROOT);
    }

    private static Item item(Listing listing, Sales sales) {
        Long price = listing.price();
        if (price == null && sales != null && sales.last.currency().equals(listing.currency())) {
            int quantity = sales.last.quantity();
            price = Math.max(1, (sales.last.amount() + quantity / 2) / quantity);
        }
        return new Item(
                listing.listingId(),
                listing.category(),
                listing.title(),
                listing.skus().isEmpty() ? List.of(listing.listingId()) : listing.skus(),
                price,
                listing.currency(),
                sales == null ? 0 : sales.lines);
    }
}
