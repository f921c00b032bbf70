package org.importsafety.dashboard.cases;

/** Where a case stands, in one word. */
public enum State {
    SELECTED,
    ORDERED,
    PASSED,
    FAILED,
    BLOCKED,
    CONFIRMED,
    REFUNDED,
    /** The block has ended. */
    RELEASED,
    INCONCLUSIVE,
    UNROUTABLE
}
