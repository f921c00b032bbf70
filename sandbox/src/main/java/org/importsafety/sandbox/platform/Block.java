package org.importsafety.sandbox.platform;

import java.time.Instant;
import java.util.List;

/**
 * Why a listing is off sale, in the words of SaleBlocked and of the block list; or of SaleHeld, which names no report.
 *
 * @param skus those concerned; empty: all
 * @param until when it is on sale again by itself; null: not before a release
 */
public record Block(
        String blockId,
        String listingId,
        List<String> skus,
        Instant blockedAt,
        String ground,
        String lab,
        String reportNo,
        List<Nonconformity> nonconformities,
        Instant until) {

    public Block {
        skus = skus == null ? List.of() : List.copyOf(skus);
        nonconformities = nonconformities == null ? List.of() : List.copyOf(nonconformities);
    }

    static Block held(String listingId, Instant until) {
        return new Block(null, listingId, null, null, null, null, null, null, until);
    }

    public boolean isHold() {
        return until != null;
    }

    public record Nonconformity(
            String item, String part, String measured, String comparator, String limit, String unit) {}

    public boolean covers(String sku) {
        return skus.isEmpty() || skus.contains(sku);
    }
}
