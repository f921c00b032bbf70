package org.importsafety.refund.payment;

/** What came back when the payment provider was asked, or when it told by itself. */
sealed interface Answer {
    /** The money has moved. @param providerRef may be null */
    record Paid(String providerRef) implements Answer {}

    /** It had paid, and the money came back: the account or card is no more. */
    record Returned() implements Answer {}

    /**
     * It would pay, but the programme's balance with it is too short: not final, asking again with the same id is right.
     *
     * @param available what there is, in minor units of the refund's currency; null where it does not say
     */
    record BalanceShort(Long available) implements Answer {}

    /** It will not pay. @param code may be null */
    record Refused(String code) implements Answer {}

    /** It is at it. */
    record Processing() implements Answer {}

    /** It has never heard of the refund: asking it to pay, with the same id, is safe. */
    record NotKnown() implements Answer {}

    /** The money may have moved or not. */
    record Silence(String why) implements Answer {}

    /** The code of a FAIL that is none: see {@link BalanceShort}. */
    String BALANCE_SHORT = "BALANCE_SHORT";

    /** The provider's words for its final and open answers. */
    enum Status {
        SUCCESS,
        FAIL,
        PROCESSING,
        RETURNED
    }

    static Answer of(Status status, String code, String providerRef, Long available) {
        if (status == null) {
            return new Silence("an answer without a status");
        }
        return switch (status) {
            case SUCCESS -> new Paid(providerRef);
            case FAIL -> BALANCE_SHORT.equals(code) ? new BalanceShort(available) : new Refused(code);
            case PROCESSING -> new Processing();
            case RETURNED -> new Returned();
        };
    }
}
