package org.importsafety.sandbox.platform;

import java.time.Instant;
import java.util.List;

/** Why a listing is off sale, in the words of SaleBlocked and of the block list. @param skus those concerned; empty: all */
public record Block(
        String blockId,
        String listingId,
        List<String> skus,
        Instant blockedAt,
        String ground,
        String lab,
        String reportNo,
        List<Nonconformity> nonconformities) {

    public Block {
        skus = skus == null ? List.of() : List.copyOf(skus);
        nonconformities = nonconformities == null ? List.of() : List.copyOf(nonconformities);
    }

    public record Nonconformity(
            String item, String part, String measured, String comparator, String limit, String unit) {}

    public boolean covers(String sku) {
        return skus.isEmpty() || skus.contains(sku);
    }
}
