package org.importsafety.refund.interest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.importsafety.refund.interest.InterestPayment.Step;
import org.junit.jupiter.api.Test;

class InterestPaymentTest {
    private static final Instant AT = Instant.parse("2026-11-04T00:00:00Z");
    private static final InterestPayment SAID = new InterestPayment("T-1", 150, "anna", AT);

    @Test
    void all_that_is_owed_is_paid_and_neither_less_nor_more() {
        assertEquals(new Step.Taken(SAID, true), InterestPayment.pay(150, 0, null, SAID));
        for (long owed : List.of(149L, 151L)) {
            assertEquals(
                    new Step.Refused("What is owed is " + owed, List.of("payment")),
                    InterestPayment.pay(owed, 0, null, SAID));
        }
    }

    @Test
    void what_was_said_is_said_once_more_without_another_payment() {
        var again = new InterestPayment("T-1", 150, "berta", AT.plusSeconds(9));
        assertEquals(new Step.Taken(SAID, false), InterestPayment.pay(150, 150, SAID, again));
        var other = new InterestPayment("T-1", 140, "anna", AT);
        assertEquals(
                new Step.Refused("Under this reference 150 are paid", List.of()),
                InterestPayment.pay(150, 150, SAID, other));
    }

    @Test
    void what_is_paid_is_not_paid_again_under_another_reference_but_what_is_owed_since_is() {
        var other = new InterestPayment("T-2", 150, "anna", AT);
        assertEquals(new Step.Refused("What is owed is 0", List.of()), InterestPayment.pay(150, 150, null, other));
        assertEquals(new Step.Taken(other, true), InterestPayment.pay(300, 150, null, other));
    }
}
