package org.importsafety.refund.cases;

import java.util.List;

/**
 * A case that waits because a person wants it to, or since the provider's balance was too short; and how that ended. To
 * pause and to resume needs one person.
 *
 * @param ended null while the case waits
 * @param shortage null where a person paused it
 */
record Pause(Decision begun, Decision ended, Shortage shortage) {
    static final String PAUSE = "pause";
    static final String RESUME = "resume";
    static final String BALANCE_RULE = "rule:balance";

    /** What was missing at the provider. @param missing minor units: all that was still to be paid for the case, at most */
    record Shortage(String currency, long missing) {}

    /** What a step of a person comes to. */
    sealed interface Step {
        /** @param isNew false when this had been done before */
        record Taken(Pause pause, boolean isNew) implements Step {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Step {}
    }

    boolean waits() {
        return ended == null;
    }

    /** A person's word replaces the rule's: the case then waits for the person. @param known null for none */
    static Step begin(boolean complete, Pause known, Decision asked) {
        if (known != null && known.waits() && known.shortage == null) {
            return known.begun.reason().equals(asked.reason())
                    ? new Step.Taken(known, false)
                    : new Step.Refused("The case is paused already: " + known.begun.reason(), List.of(RESUME));
        }
        return complete
                ? new Step.Refused("The case is complete", List.of())
                : new Step.Taken(new Pause(asked, null, null), true);
    }

    /** Also of a pause by the rule: somebody has seen to the balance. @param known null for none */
    static Step end(Pause known, Decision asked) {
        if (known == null) {
            return new Step.Refused("The case is not paused", List.of(PAUSE));
        }
        if (known.waits()) {
            return new Step.Taken(new Pause(known.begun, asked, null), true);
        }
        return known.ended.reason().equals(asked.reason())
                ? new Step.Taken(known, false)
                : new Step.Refused("The case is not paused", List.of(PAUSE));
    }
}
