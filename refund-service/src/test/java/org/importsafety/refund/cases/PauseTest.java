package org.importsafety.refund.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import org.importsafety.refund.cases.Pause.Shortage;
import org.importsafety.refund.cases.Pause.Step;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final Decision WAIT = new Decision("anna", "wait", Instant.parse("2026-11-04T00:00:00Z"));
    private static final Decision GO_ON = new Decision("berta", "go on", Instant.parse("2026-11-05T00:00:00Z"));
    private static final Pause PAUSED = new Pause(WAIT, null, null);
    private static final Pause BY_RULE =
            new Pause(new Decision(Pause.BALANCE_RULE, "short", WAIT.at()), null, new Shortage("KRW", 5));

    @Test
    void a_case_is_paused_and_goes_on_by_anybodys_word() {
        assertEquals(new Step.Taken(PAUSED, true), Pause.begin(false, null, WAIT));
        assertEquals(new Step.Taken(new Pause(WAIT, GO_ON, null), true), Pause.end(PAUSED, GO_ON));
    }

    @Test
    void a_persons_word_replaces_the_rules_and_ends_it_too() {
        assertEquals(new Step.Taken(PAUSED, true), Pause.begin(false, BY_RULE, WAIT));
        assertEquals(new Step.Taken(new Pause(BY_RULE.begun(), GO_ON, null), true), Pause.end(BY_RULE, GO_ON));
    }

    @Test
    void a_case_that_went_on_can_be_paused_for_the_same_reason_once_more() {
        assertEquals(new Step.Taken(PAUSED, true), Pause.begin(false, new Pause(WAIT, GO_ON, null), WAIT));
    }

    @Test
    void a_complete_case_is_not_paused_but_goes_on_when_it_was() {
        assertEquals(new Step.Refused("The case is complete", List.of()), Pause.begin(true, null, WAIT));
        assertInstanceOf(Step.Taken.class, Pause.end(PAUSED, GO_ON));
    }
}
