package org.importsafety.dashboard.cases;

/** Where a block stands: asked for, said to be done and seen to hold are three different things. */
public enum Standing {
    REQUESTED,
    /** The platform says so. */
    CONFIRMED,
    /** The platform says that not all is done. */
    INCOMPLETE,
    /** A probe could not buy. */
    VERIFIED,
    /** A probe could buy, or somebody did; until the platform answers once more. */
    BREACHED,
    RELEASED;

    /** The sale has stopped, by the platform's word at least. */
    boolean isStopped() {
        return this == CONFIRMED || this == VERIFIED;
    }
}
