package org.importsafety.sandbox.shop;

import java.util.List;
import org.importsafety.sandbox.platform.Block;

/**
 * What the shop has.
 *
 * @param skus at least one
 * @param price of one, minor units; null or 0: it cannot be bought
 * @param sold lines of the played data that sold it
 */
record Item(String listingId, String category, String title, List<String> skus, Long price, String currency, int sold) {

    /** No more than this for one, so that no sum overflows. */
    private static final long MOST = 1_000_000_000_000L;

    boolean isPriced() {
        return price != null && price > 0 && price <= MOST;
    }

    String shownCategory() {
        return category.replace('-', ' ');
    }

    /** @param block null for none */
    boolean isOffSale(Block block) {
        return block != null && skus.stream().allMatch(block::covers);
    }
}
