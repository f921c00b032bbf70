package org.importsafety.sandbox.platform;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is off sale and why, the one place that knows. Blocks are told as they happen (SaleBlocked, SaleUnblocked) and kept as a list (the
 * compacted block list); as long as either says so a listing is off sale, so it does not matter which of the two is read first.
 * A hold (SaleHeld) counts beside them until its time is over.
 */
public final class OffSale {

    private final Map<String, Block> told = new HashMap<>();
    private final Map<String, Block> listed = new HashMap<>();
    private final Map<String, Block> held = new HashMap<>();
    private final Supplier<Instant> now;

    /** @param now programme time */
    public OffSale(Supplier<Instant> now) {
        this.now = now;
    }

    /** Null while the listing may be sold. */
    public synchronized Block of(String listingId) {
        Block block = told.getOrDefault(listingId, listed.get(listingId));
        return block == null ? holdOf(listingId) : block;
    }

    /** How many listings are off sale. */
    public synchronized int size() {
        Set<String> all = new HashSet<>(told.keySet());
        all.addAll(listed.keySet());
        held.keySet().stream().filter(listing -> holdOf(listing) != null).forEach(all::add);
        return all.size();
    }

    synchronized void block(Block block) {
        told.put(block.listingId(), block);
    }

    synchronized void release(String listingId, String blockId) {
        told.computeIfPresent(listingId, (id, block) -> block.blockId().equals(blockId) ? null : block);
    }

    /** The last word on a hold counts, also one that ends it. */
    synchronized void hold(Block hold) {
        held.put(hold.listingId(), hold);
    }

    private Block holdOf(String listingId) {
        Block hold = held.get(listingId);
        return hold != null && hold.until().isAfter(now.get()) ? hold : null;
    }

    synchronized void list(Block block) {
        listed.put(block.listingId(), block);
    }

    synchronized void unlist(String listingId) {
        listed.remove(listingId);
    }
}
