package org.importsafety.testing.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.importsafety.testing.access.LabKey.Decision;
import org.importsafety.testing.access.LabKey.State;
import org.importsafety.testing.access.LabKey.Step;
import org.junit.jupiter.api.Test;

class LabKeyTest {
    private static final Instant ASKED = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant FROM = Instant.parse("2026-11-10T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-12-10T00:00:00Z");
    private static final LabKey REQUESTED = new LabKey(
            "1", "KTR", LabKey.hash("secret"), FROM, TO, "new system", new Decision("anna", ASKED), null, null);
    private static final LabKey APPROVED = taken(REQUESTED.approve("ben", ASKED.plusSeconds(60)));

    @Test
    void a_key_opens_from_its_first_instant_until_before_its_last() {
        assertFalse(APPROVED.opens("secret", FROM.minusNanos(1)));
        assertTrue(APPROVED.opens("secret", FROM));
        assertTrue(APPROVED.opens("secret", TO.minusNanos(1)));
        assertFalse(APPROVED.opens("secret", TO));
        assertEquals(State.EXPIRED, APPROVED.state(TO));
    }

    @Test
    void a_key_that_nobody_approved_opens_nothing() {
        assertFalse(REQUESTED.opens("secret", FROM));
        assertEquals(State.REQUESTED, REQUESTED.state(FROM));
    }

    @Test
    void a_revoked_key_opens_nothing_and_stays_revoked_after_its_end() {
        LabKey revoked = taken(APPROVED.revoke("anna", FROM));
        assertFalse(revoked.opens("secret", FROM.plusSeconds(1)));
        assertEquals(State.REVOKED, revoked.state(TO));
        assertEquals(new Step.Taken(revoked, false), revoked.revoke("ben", TO));
    }

    @Test
    void only_the_secret_itself_opens() {
        for (String wrong : List.of("", "Secret", "secret ", LabKey.hash("secret"))) {
            assertFalse(APPROVED.opens(wrong, FROM), wrong);
        }
    }

    @Test
    void whoever_asked_for_a_key_cannot_approve_it() {
        assertEquals(
                new Step.Refused(
                        "You asked for this key yourself: another officer has to approve it", List.of("REVOKED")),
                REQUESTED.approve("anna", FROM));
    }

    @Test
    void to_approve_twice_changes_nothing_and_another_officer_need_not() {
        assertEquals(new Step.Taken(APPROVED, false), APPROVED.approve("ben", FROM));
        assertEquals(
                new Step.Refused("The key is ACTIVE, it cannot be approved", List.of("REVOKED")),
                APPROVED.approve("carl", FROM));
    }

    @Test
    void what_has_ended_is_neither_approved_nor_revoked() {
        LabKey revoked = taken(REQUESTED.revoke("anna", ASKED));
        assertEquals(
                new Step.Refused("The key is REVOKED, it cannot be approved", List.of()), revoked.approve("ben", FROM));
        assertEquals(
                new Step.Refused("The key is EXPIRED, it cannot be approved", List.of()), REQUESTED.approve("ben", TO));
        assertEquals(
                new Step.Refused("The key is EXPIRED, there is nothing to revoke", List.of()),
                APPROVED.revoke("ben", TO));
    }

    @Test
    void a_presented_key_is_read_as_it_was_written() {
        PresentedKey key = PresentedKey.random(new SecureRandom());
        assertEquals(Optional.of(key), PresentedKey.read("Bearer " + key.text()));
        assertEquals(Optional.of(key), PresentedKey.read("bearer  " + key.text() + " "));
        assertEquals(Optional.of(new PresentedKey("1", "a_b-c")), PresentedKey.read("Bearer isk_1_a_b-c"));
        assertEquals(Optional.of(new PresentedKey("1", "")), PresentedKey.read("Bearer isk_1"));
        assertFalse(key.toString().contains(key.secret()));
    }

    @Test
    void what_is_no_key_is_left_to_others() {
        for (String other : List.of("", "Basic isk_1_a", "Bearer", "Bearer eyJhbGciOi.x.y", "isk_1_a")) {
            assertEquals(Optional.empty(), PresentedKey.read(other), other);
        }
        assertEquals(Optional.empty(), PresentedKey.read(null));
    }

    private static LabKey taken(Step step) {
        return ((Step.Taken) step).key();
    }
}
