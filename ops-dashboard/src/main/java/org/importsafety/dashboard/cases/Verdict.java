package org.importsafety.dashboard.cases;

/** How the test of a case ended; a later report may end it otherwise. */
public enum Verdict {
    PASSED,
    FAILED,
    INCONCLUSIVE,
    UNROUTABLE
}
