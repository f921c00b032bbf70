package org.importsafety.enforcement.block;

import java.util.UUID;

/**
 * What a record of the block list that is read back means. A relay that hung and woke up can write an old record once
 * more, and in a compacted topic the last record wins: whoever starts from the list would sell what is blocked. So
 * whatever is older than what was there already is answered with what holds.
 */
final class ListGuard {
    private ListGuard() {}

    /**
     * What is known of a listing's records.
     *
     * @param version of the newest BlockListed, with its block and attempt
     * @param removed a removal was read after it
     * @param offset of the last record that was read: records before it are read again, not written again
     */
    record Entry(long version, UUID blockId, int attempt, boolean removed, long offset) {}

    sealed interface Reading {
        /** @param entry to be known from now on */
        record Taken(Entry entry) implements Reading {}

        /** An old record stands last in the list: what holds is to be written again. @param entry to be known from now on */
        record Outdated(Entry entry) implements Reading {}

        record Repeated() implements Reading {}
    }

    /** What is known after a BlockListed before which nothing was. */
    static Entry first(long version, UUID blockId, int attempt, long offset) {
        return new Entry(version, blockId, attempt, false, offset);
    }

    /** @param known null when nothing is */
    static Reading listed(Entry known, long version, UUID blockId, int attempt, long offset) {
        if (known == null || version > known.version) {
            return new Reading.Taken(first(version, blockId, attempt, offset));
        }
        if (isReread(known, offset) || version == known.version && !known.removed) {
            return new Reading.Repeated();
        }
        return new Reading.Outdated(at(known, known.removed, offset));
    }

    /**
     * A removal has no version. It is outdated when the block that is in force was in the list before it; one that is in
     * force and still to come into the list was asked for after the removal.
     *
     * @param known null when nothing is
     * @param inForce the listing's block, null for none @param attempt of its request
     */
    static Reading removed(Entry known, UUID inForce, int attempt, long offset) {
        if (known == null || isReread(known, offset)) {
            return new Reading.Repeated();
        }
        boolean wasListed = known.blockId.equals(inForce) && known.attempt == attempt;
        return wasListed ? new Reading.Outdated(at(known, false, offset)) : new Reading.Taken(at(known, true, offset));
    }

    private static boolean isReread(Entry known, long offset) {
        return known != null && offset <= known.offset;
    }

    private static Entry at(Entry known, boolean removed, long offset) {
        return new Entry(known.version, known.blockId, known.attempt, removed, offset);
    }
}
