package org.importsafety.refund.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import org.importsafety.refund.payment.ManualSettlement.Step;
import org.importsafety.refund.payment.ManualSettlement.Way;
import org.importsafety.refund.payment.Refund.State;
import org.junit.jupiter.api.Test;

class ManualSettlementRuleTest {
    private static final ManualSettlement SAID =
            new ManualSettlement(Way.CASH, "receipt 5", "anna", Instant.parse("2026-11-04T00:00:00Z"));

    @Test
    void what_is_on_the_list_is_settled() {
        assertEquals(new Step.Taken(SAID, true), ManualSettlement.settle(State.FAILED, true, null, SAID));
        assertEquals(new Step.Taken(SAID, true), ManualSettlement.settle(State.REQUESTED, true, null, SAID));
    }

    @Test
    void what_is_not_on_the_list_is_left_to_the_provider() {
        for (State state : State.values()) {
            assertInstanceOf(Step.Refused.class, ManualSettlement.settle(state, false, null, SAID));
        }
    }

    @Test
    void the_first_word_counts_whoever_says_the_same_again() {
        var again = new ManualSettlement(Way.CASH, "receipt 5", "berta", Instant.parse("2026-11-05T00:00:00Z"));
        assertEquals(new Step.Taken(SAID, false), ManualSettlement.settle(State.SETTLED, false, SAID, again));
        var other = new ManualSettlement(Way.CASH, "receipt 6", "anna", SAID.at());
        assertInstanceOf(Step.Refused.class, ManualSettlement.settle(State.SETTLED, false, SAID, other));
    }
}
