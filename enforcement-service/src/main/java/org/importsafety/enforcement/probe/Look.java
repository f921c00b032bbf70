package org.importsafety.enforcement.probe;

/**
 * What a stranger met at one step of the shop.
 *
 * @param evidence what was asked and answered, with a hash of the answer
 */
record Look(Step step, Result result, String evidence) {
    enum Result {
        /** The shop says that this listing is not for sale, or does not show it. */
        REFUSED,
        /** The shop shows it, or would take it. */
        OFFERED,
        /** No answer, or none that says which: no proof of anything. */
        UNCLEAR
    }

    String told() {
        return step + " " + result + ": " + evidence;
    }
}
