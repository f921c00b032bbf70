package org.importsafety.sandbox.platform;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is off sale and why, the one place that knows. Blocks are told as they happen (SaleBlocked, SaleUnblocked) and kept as a list (the
 * compacted block list); as long as either says so a listing is off sale, so it does not matter which of the two is read first.
 */
public final class OffSale {

    private final Map<String, Block> told = new HashMap<>();
    private final Map<String, Block> listed = new HashMap<>();

    /** Null while the listing may be sold. */
    public synchronized Block of(String listingId) {
        return told.getOrDefault(listingId, listed.get(listingId));
    }

    /** How many listings are off sale. */
    public synchronized int size() {
        Set<String> all = new HashSet<>(told.keySet());
        all.addAll(listed.keySet());
        return all.size();
    }

    synchronized void block(Block block) {
        told.put(block.listingId(), block);
    }

    synchronized void release(String listingId, String blockId) {
        told.computeIfPresent(listingId, (id, block) -> block.blockId().equals(blockId) ? null : block);
    }

    synchronized void list(Block block) {
        listed.put(block.listingId(), block);
    }

    synchronized void unlist(String listingId) {
        listed.remove(listingId);
    }
}
