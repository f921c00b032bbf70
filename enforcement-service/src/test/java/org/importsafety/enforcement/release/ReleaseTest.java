package org.importsafety.enforcement.release;

import static org.importsafety.enforcement.Fixtures.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.importsafety.enforcement.block.Standing;
import org.importsafety.enforcement.release.Release.Cause;
import org.importsafety.enforcement.release.Release.Decision;
import org.importsafety.enforcement.release.Release.Grounds;
import org.importsafety.enforcement.release.Release.Step;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private static final UUID BLOCK = UUID.fromString("0051082e-5bd2-32ca-9e93-fae1ab0b5102");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Release ASKED = asked(Cause.CORRECTION, "the laboratory withdrew it");
    private static final Release DONE =
            new Release(ASKED.cause(), ASKED.reason(), ASKED.requested(), new Decision("ben", LATER));

    @Test
    void each_cause_needs_something_that_is_known_to_speak_for_it() {
        Standing bare = block("SAFETY_NONCONFORMITY", false);
        for (Cause cause : Cause.values()) {
            assertInstanceOf(Step.Refused.class, Release.request(new Grounds(bare, false), null, asked(cause, "so")));
        }
        assertGranted(new Grounds(block("SAFETY_NONCONFORMITY", false, "CORRECTION"), false), Cause.CORRECTION);
        assertGranted(new Grounds(block("SAFETY_NONCONFORMITY", false, "RETEST"), false), Cause.RETEST);
        assertGranted(new Grounds(bare, true), Cause.APPEAL);
        assertGranted(new Grounds(block("RELISTING", false), false), Cause.WRONG_MATCH);
    }

    @Test
    void a_cause_without_ground_is_answered_with_those_that_have_one() {
        var refused = (Step.Refused) Release.request(
                new Grounds(block("RELISTING", false, "RETEST"), false), null, asked(Cause.APPEAL, "so"));
        assertEquals(List.of("RETEST", "WRONG_MATCH"), refused.allowed());
    }

    @Test
    void the_same_request_again_is_the_same_and_another_one_is_refused() {
        Grounds grounds = new Grounds(block("SAFETY_NONCONFORMITY", false, "CORRECTION", "RETEST"), false);
        assertEquals(new Step.Taken(ASKED, false), Release.request(grounds, ASKED, ASKED));
        var other = (Step.Refused) Release.request(grounds, ASKED, asked(Cause.RETEST, "so"));
        assertEquals(List.of("approval", "withdrawal"), other.allowed());
        assertInstanceOf(Step.Refused.class, Release.request(grounds, ASKED, asked(Cause.CORRECTION, "other words")));
    }

    @Test
    void whoever_asked_cannot_approve_and_another_person_can() {
        Grounds grounds = new Grounds(block("SAFETY_NONCONFORMITY", false, "CORRECTION"), false);
        assertEquals(new Step.SecondPersonNeeded(), Release.approve(grounds, ASKED, "anna", LATER));
        assertEquals(new Step.Taken(DONE, true), Release.approve(grounds, ASKED, "ben", LATER));
        assertEquals(
                new SaleUnblocked("2026-10:A", BLOCK.toString(), "A", "CORRECTION", "anna", "ben"),
                DONE.unblocked(grounds.block()));
    }

    @Test
    void a_ground_that_was_lost_since_the_request_ends_it() {
        assertInstanceOf(
                Step.Refused.class,
                Release.approve(new Grounds(block("SAFETY_NONCONFORMITY", false), false), ASKED, "ben", LATER));
    }

    @Test
    void what_is_released_is_released_once() {
        Grounds released = new Grounds(block("SAFETY_NONCONFORMITY", true, "CORRECTION"), false);
        assertEquals(new Step.Taken(DONE, false), Release.approve(released, DONE, "ben", LATER));
        assertEquals(new Step.Taken(DONE, false), Release.request(released, DONE, ASKED));
        assertEquals(new Step.SecondPersonNeeded(), Release.approve(released, DONE, "anna", LATER));
        for (Step step : List.of(
                Release.request(released, null, ASKED),
                Release.request(released, ASKED, ASKED), // released by a rule meanwhile
                Release.approve(released, ASKED, "ben", LATER),
                Release.approve(released, DONE, "carl", LATER),
                Release.withdraw(released.block(), ASKED))) {
            assertEquals(List.of("renewal"), ((Step.Refused) step).allowed());
        }
    }

    @Test
    void only_what_is_asked_for_and_not_approved_is_withdrawn() {
        Standing block = block("SAFETY_NONCONFORMITY", false, "CORRECTION");
        assertEquals(new Step.Taken(ASKED, true), Release.withdraw(block, ASKED));
        assertEquals(List.of("release"), ((Step.Refused) Release.withdraw(block, null)).allowed());
        assertEquals(
                List.of("release"),
                ((Step.Refused) Release.approve(new Grounds(block, false), null, "ben", LATER)).allowed());
    }

    private static void assertGranted(Grounds grounds, Cause cause) {
        Release asked = asked(cause, "so");
        assertEquals(new Step.Taken(asked, true), Release.request(grounds, null, asked));
    }

    private static Release asked(Cause cause, String reason) {
        return new Release(cause, reason, new Decision("anna", NOW), null);
    }

    static Standing block(String ground, boolean released, String... favourable) {
        return new Standing(BLOCK, "2026-10:A", "A", "seller-1", ground, NOW, released, Set.of(favourable));
    }
}
