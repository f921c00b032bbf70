package org.importsafety.refund.interest;

import java.time.Instant;
import java.util.List;

/**
 * The interest that a person has paid for a late refund: all that is owed, so that nothing is paid in part or twice. When
 * more is owed afterwards, since the money came back and was late once more, the rest is another payment.
 *
 * @param reference under which the payment is found again
 * @param amount minor units
 * @param by opaque
 * @param at programme time
 */
record InterestPayment(String reference, long amount, String by, Instant at) {
    static final String PAY = "payment";

    /** What a person's word comes to. */
    sealed interface Step {
        /** @param isNew false when this had been said before */
        record Taken(InterestPayment payment, boolean isNew) implements Step {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Step {}
    }

    /** @param owed in all @param paid of it @param known under the same reference; null for none */
    static Step pay(long owed, long paid, InterestPayment known, InterestPayment asked) {
        if (known != null) {
            return known.amount == asked.amount
                    ? new Step.Taken(known, false)
                    : new Step.Refused("Under this reference %d are paid".formatted(known.amount), allowed(owed, paid));
        }
        return asked.amount == owed - paid
                ? new Step.Taken(asked, true)
                : new Step.Refused("What is owed is %d".formatted(owed - paid), allowed(owed, paid));
    }

    private static List<String> allowed(long owed, long paid) {
        return owed > paid ? List.of(PAY) : List.of();
    }
}
