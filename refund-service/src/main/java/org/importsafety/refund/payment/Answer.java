package org.importsafety.refund.payment;

/** What came back when the payment provider was asked, or when it told by itself. */
sealed interface Answer {
    /** The money has moved. @param providerRef may be null */
    record Paid(String providerRef) implements Answer {}

    /** It will not pay. @param code may be null */
    record Refused(String code) implements Answer {}

    /** It is at it. */
    record Processing() implements Answer {}

    /** It has never heard of the refund: asking it to pay, with the same id, is safe. */
    record NotKnown() implements Answer {}

    /** The money may have moved or not. */
    record Silence(String why) implements Answer {}

    /** The provider's words for its final and open answers. */
    enum Status {
        SUCCESS,
        FAIL,
        PROCESSING
    }

    static Answer of(Status status, String code, String providerRef) {
        if (status == null) {
            return new Silence("an answer without a status");
        }
        return switch (status) {
            case SUCCESS -> new Paid(providerRef);
            case FAIL -> new Refused(code);
            case PROCESSING -> new Processing();
        };
    }
}
