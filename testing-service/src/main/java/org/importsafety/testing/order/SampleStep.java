package org.importsafety.testing.order;

import java.util.List;

/** The way of a sample from the shop to its end. */
public enum SampleStep {
    BOUGHT,
    SHIPPED,
    RECEIVED,
    TESTING,
    STORED,
    DISPOSED;

    /** @param last null before the first step */
    static boolean isAtLaboratory(SampleStep last) {
        return last != null && last.compareTo(RECEIVED) >= 0;
    }

    /**
     * The steps that are legal now. Buying and shipping may happen outside our sight; after the report only the keeping
     * of the sample is left.
     *
     * @param last null before the first step
     */
    static List<SampleStep> after(SampleStep last, boolean reported) {
        if (reported && (last == null || last.compareTo(STORED) < 0)) {
            return List.of(STORED);
        }
        if (last == null) {
            return List.of(BOUGHT, SHIPPED, RECEIVED);
        }
        return switch (last) {
            case BOUGHT -> List.of(SHIPPED, RECEIVED);
            case SHIPPED -> List.of(RECEIVED);
            case RECEIVED -> List.of(TESTING, STORED);
            case TESTING -> List.of(STORED);
            case STORED -> List.of(DISPOSED);
            case DISPOSED -> List.of();
        };
    }
}
