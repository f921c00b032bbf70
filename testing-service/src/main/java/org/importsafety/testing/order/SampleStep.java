package org.importsafety.testing.order;

import java.util.List;

/**
 * The way of a sample from the shop to its end, and what may come between. A step may be taken again: more is bought
 * where there was not enough, and another sample where it was the wrong one.
 */
public enum SampleStep {
    BOUGHT,
    SHIPPED,
    RECEIVED,
    TESTING,
    STORED,
    DISPOSED,
    /** What was received is not enough for every item. */
    MORE_NEEDED,
    /** What was received is not what was ordered: nothing is reported on it. */
    MISMATCH,
    /** It cannot be had, which ends the order. */
    UNAVAILABLE;

    /** @param last null before the first step */
    static boolean isAtLaboratory(SampleStep last) {
        return last != null
                && switch (last) {
                    case BOUGHT, SHIPPED, UNAVAILABLE -> false;
                    case RECEIVED, TESTING, STORED, DISPOSED, MORE_NEEDED, MISMATCH -> true;
                };
    }

    /**
     * Whether the test stands still: the sample was found to be the wrong one, and no other has been received since.
     *
     * @param trail every step until now, in order
     */
    static boolean isStopped(List<SampleStep> trail) {
        return trail.lastIndexOf(MISMATCH) > trail.lastIndexOf(RECEIVED);
    }

    /**
     * The steps that are legal now. Buying and shipping may happen outside our sight, but not after a mismatch: how the
     * other sample was had is part of the evidence. After the report only the keeping of the sample is left.
     *
     * @param last null before the first step
     */
    static List<SampleStep> after(SampleStep last, boolean reported) {
        if (reported && last != STORED && last != DISPOSED) {
            return List.of(STORED);
        }
        if (last == null) {
            return List.of(BOUGHT, SHIPPED, RECEIVED, UNAVAILABLE);
        }
        return switch (last) {
            case BOUGHT -> List.of(SHIPPED, RECEIVED, UNAVAILABLE);
            case SHIPPED -> List.of(RECEIVED, UNAVAILABLE);
            case RECEIVED -> List.of(TESTING, STORED, MORE_NEEDED, MISMATCH);
            case TESTING -> List.of(STORED, MORE_NEEDED, MISMATCH);
            case STORED -> reported ? List.of(DISPOSED) : List.of(DISPOSED, MORE_NEEDED, MISMATCH);
            case MORE_NEEDED -> List.of(BOUGHT, SHIPPED, RECEIVED, UNAVAILABLE);
            case MISMATCH -> List.of(BOUGHT, UNAVAILABLE);
            case DISPOSED, UNAVAILABLE -> List.of();
        };
    }
}
