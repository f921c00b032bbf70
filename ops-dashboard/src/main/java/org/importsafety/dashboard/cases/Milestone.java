package org.importsafety.dashboard.cases;

import java.util.Locale;

/** What a case reaches on its way; each has a column that says when. */
public enum Milestone {
    SELECTED,
    ORDERED,
    REPORTED,
    FAILED,
    BLOCKED,
    CONFIRMED,
    /** The refund case is open. */
    OPENED,
    /** The refund case is complete. */
    REFUNDED;

    String column() {
        return name().toLowerCase(Locale.ROOT) + "_at";
    }
}
