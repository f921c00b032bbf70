package org.importsafety.refund.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.importsafety.events.Money;
import org.importsafety.refund.cases.Payout.Question;
import org.importsafety.refund.cases.Payout.Step;
import org.junit.jupiter.api.Test;

class PayoutRuleTest {
    private static final Map<String, Long> LIMITS = Map.of("KRW", 1000L);
    private static final Decision ASKED = new Decision("anna", "seen", Instant.parse("2026-11-04T00:00:00Z"));
    private static final Decision APPROVED = new Decision("berta", null, Instant.parse("2026-11-05T00:00:00Z"));

    @Test
    void two_people_are_needed_above_the_limit_of_any_currency_that_has_one() {
        assertFalse(Payout.needed(LIMITS, krw(1000), null));
        assertTrue(Payout.needed(LIMITS, krw(1001), null));
        assertFalse(Payout.needed(LIMITS, List.of(new Money("USD", Long.MAX_VALUE)), null));
        assertFalse(Payout.needed(Map.of(), krw(Long.MAX_VALUE), null));
    }

    @Test
    void what_was_approved_is_covered_and_what_was_only_asked_for_is_not() {
        assertFalse(Payout.needed(LIMITS, krw(6000), new Payout(krw(5000), ASKED, APPROVED)));
        assertTrue(Payout.needed(LIMITS, krw(6001), new Payout(krw(5000), ASKED, APPROVED)));
        assertTrue(Payout.needed(LIMITS, krw(6000), new Payout(krw(5000), ASKED, null)));
    }

    @Test
    void the_one_who_asked_does_not_approve() {
        Payout open = new Payout(krw(5000), ASKED, null);
        assertEquals(new Step.SecondPersonNeeded(), Payout.approve(question(5000), open, ASKED));
        assertEquals(
                new Step.Taken(new Payout(krw(5000), ASKED, APPROVED), true),
                Payout.approve(question(5000), open, APPROVED));
    }

    @Test
    void what_has_grown_beyond_what_was_seen_is_asked_for_again() {
        Payout open = new Payout(krw(5000), ASKED, null);
        assertInstanceOf(Step.Taken.class, Payout.approve(question(6000), open, APPROVED));
        assertEquals(
                new Step.Refused("More is to be paid than was asked for", List.of(Payout.REQUEST)),
                Payout.approve(question(6001), open, APPROVED));
        assertEquals(
                new Step.Taken(new Payout(krw(6001), ASKED, null), true), Payout.request(question(6001), open, ASKED));
    }

    private static Question question(long due) {
        return new Question(LIMITS, true, krw(due));
    }

    private static List<Money> krw(long amount) {
        return List.of(new Money("KRW", amount));
    }
}
