package org.importsafety.dashboard.cases;

/** Where a case stands, in one word. */
public enum State {
    SELECTED,
    ORDERED,
    PASSED,
    FAILED,
    BLOCKED,
    CONFIRMED,
    /** Seen to hold. */
    VERIFIED,
    /** The block does not hold, however far the refunds are. */
    BREACHED,
    REFUNDED,
    /** The block has ended. */
    RELEASED,
    INCONCLUSIVE,
    UNROUTABLE
}
