package org.importsafety.enforcement.hold;

import static org.importsafety.enforcement.Fixtures.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.importsafety.enforcement.hold.Hold.Step;
import org.importsafety.events.EnforcementEvent.SaleHeld;
import org.junit.jupiter.api.Test;

class HoldTest {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(7));
    private static final Hold HOLD = hold("a child was hurt", UNTIL);

    @Test
    void a_hold_ends_in_the_future_and_not_far_off() {
        assertInstanceOf(Step.Invalid.class, hold("x", NOW).place(LONGEST));
        assertInstanceOf(
                Step.Invalid.class, hold("x", NOW.plus(LONGEST).plusMillis(1)).place(LONGEST));
        Hold longest = hold("x", NOW.plus(LONGEST));
        assertEquals(new Step.Taken(longest, true), longest.place(LONGEST));
    }

    @Test
    void it_ends_by_itself_when_its_time_is_over() {
        assertTrue(HOLD.isOpen(UNTIL.minusMillis(1)));
        assertFalse(HOLD.isOpen(UNTIL));
        assertInstanceOf(Step.Refused.class, HOLD.end("cleared", UNTIL));
    }

    @Test
    void the_platform_is_told_until_when_and_when_it_ends_before() {
        assertEquals(new SaleHeld(null, "A", UNTIL, "a child was hurt", "KR"), HOLD.told());
        Hold ended = ((Step.Taken) HOLD.end("cleared", NOW.plusSeconds(5))).hold();
        assertEquals(new SaleHeld(null, "A", NOW.plusSeconds(5), "cleared", "KR"), ended.told());
        assertEquals(new Step.Taken(ended, false), ended.end("cleared", NOW.plusSeconds(9)));
        assertInstanceOf(Step.Refused.class, ended.end("other words", NOW.plusSeconds(9)));
    }

    @Test
    void a_block_takes_its_place_and_nobody_ends_it_any_more() {
        UUID block = UUID.randomUUID();
        Hold ended = HOLD.becomes(block, NOW.plusSeconds(5));
        assertEquals(
                new SaleHeld(block.toString(), "A", NOW.plusSeconds(5), "the sale is blocked", "KR"), ended.told());
        assertInstanceOf(Step.Refused.class, ended.end("the sale is blocked", NOW.plusSeconds(9)));
    }

    @Test
    void the_same_hold_again_is_the_same_and_another_one_waits_for_its_end() {
        assertEquals(new Step.Taken(HOLD, false), HOLD.insteadOf(hold("a child was hurt", UNTIL)));
        assertInstanceOf(Step.Refused.class, HOLD.insteadOf(hold("a child was hurt", UNTIL.plusSeconds(1))));
        assertInstanceOf(Step.Refused.class, HOLD.insteadOf(hold("other words", UNTIL)));
    }

    private static Hold hold(String reason, Instant until) {
        return Hold.of("A", reason, until, "KR", "anna", NOW);
    }
}
