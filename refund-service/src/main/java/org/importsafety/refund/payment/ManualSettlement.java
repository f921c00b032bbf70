package org.importsafety.refund.payment;

import java.time.Instant;
import java.util.List;
import org.importsafety.refund.payment.Refund.State;

/**
 * A refund that a person settled, since the provider would not or nobody knows whether it did: a dead card, a closed
 * window, money that came back, or no answer however often it was asked.
 *
 * @param reference under which the payment is found again
 * @param by opaque
 * @param at programme time
 */
record ManualSettlement(Way way, String reference, String by, Instant at) {
    static final String SETTLE = "manual-settlement";

    enum Way {
        BANK_TRANSFER,
        CASH,
        /** Another payment provider. */
        OTHER_PROVIDER,
        /** The provider had paid, though it did not say so here. */
        PROVIDER,
        /** Others had paid all of it back, in another currency. */
        REFUNDED_ELSEWHERE
    }

    /** What a person's word comes to. */
    sealed interface Step {
        /** @param isNew false when this had been said before */
        record Taken(ManualSettlement settlement, boolean isNew) implements Step {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Step {}
    }

    /** @param onList a person has to look at the refund @param known what a person said before; null for nothing */
    static Step settle(State state, boolean onList, ManualSettlement known, ManualSettlement asked) {
        if (known != null) {
            return known.way == asked.way && known.reference.equals(asked.reference)
                    ? new Step.Taken(known, false)
                    : new Step.Refused("The refund is settled otherwise: " + known.way, List.of());
        }
        return onList
                ? new Step.Taken(asked, true)
                : new Step.Refused("The refund is " + state + ": no person has to settle it", List.of());
    }
}
