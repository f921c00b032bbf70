package org.importsafety.testing.order;

import java.util.List;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.access.Caller;

/** What a request on an order comes to. */
sealed interface OrderResult {
    record NotFound() implements OrderResult {}

    record NotYours() implements OrderResult {}

    record Invalid(List<FieldError> errors) implements OrderResult {}

    /** @param isNew false when this had been done before */
    record Done(TestOrder order, boolean isNew) implements OrderResult {}

    record Refused(String why, List<String> allowed) implements OrderResult {}

    /** @param order null where there is none; @return null when the caller may work on it */
    static OrderResult refusal(TestOrder order, Caller caller) {
        if (order == null) {
            return new NotFound();
        }
        return caller.mayWorkFor(order.lab()) ? null : new NotYours();
    }
}
