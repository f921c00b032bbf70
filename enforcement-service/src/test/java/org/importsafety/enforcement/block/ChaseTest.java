package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.DEADLINE;
import static org.importsafety.enforcement.Fixtures.NOW;
import static org.importsafety.enforcement.Fixtures.failed;
import static org.importsafety.enforcement.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.importsafety.enforcement.block.Escalation.Level;
import org.importsafety.events.EnforcementEvent.BlockOverdue;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaseTest {
    private static final Escalation ESCALATION =
            new Escalation(Map.of(Level.PLATFORM_CONTACT, 1, Level.ASSOCIATION_OFFICER, 2, Level.AUTHORITY, 4));
    private static final Chase CHASE = new Chase(DEADLINE, ESCALATION);
    private static final SaleBlocked ASKED =
            Block.request(Finding.of(failed("85099B", "R-1", row("BANNED", null))), Product.UNKNOWN, NOW, DEADLINE, 1);
    private static final Instant DUE = ASKED.respondBy();
    private static final Instant LATER = DUE.plusSeconds(1);

    @Test
    void a_silent_platform_is_told_of_and_asked_again_for_the_same_block_since_the_same_instant() {
        var missed = CHASE.missed(ASKED, DUE, null, null, 0, LATER);
        assertEquals(
                new BlockOverdue(ASKED.caseId(), ASKED.blockId(), "85099B", "NO_ANSWER", DUE, null, "PLATFORM_CONTACT"),
                missed.overdue());
        assertEquals(Block.again(ASKED, LATER.plus(Duration.ofHours(48))), missed.again());
        assertEquals(2, missed.again().attempt());
        assertEquals(ASKED.blockId(), missed.again().blockId());
        assertEquals(ASKED.blockedAt(), missed.again().blockedAt());
        assertEquals(ASKED.nonconformities(), missed.again().nonconformities());
        assertEquals(1, missed.missed());
    }

    @ParameterizedTest
    @CsvSource({"PARTIAL, PARTIAL", "NOT_FOUND, NOT_FOUND", "FAILED, FAILED"})
    void an_answer_that_is_not_done_is_told_with_its_note(String answer, String status) {
        var overdue = CHASE.missed(ASKED, DUE, answer, "a bundle", 0, LATER).overdue();
        assertEquals(status, overdue.status());
        assertEquals("a bundle", overdue.note());
    }

    @Test
    void a_done_that_did_not_hold_counts_as_no_answer() {
        var overdue = CHASE.missed(ASKED, DUE, "DONE", "ok", 0, LATER).overdue();
        assertEquals("NO_ANSWER", overdue.status());
        assertNull(overdue.note());
    }

    @ParameterizedTest
    @CsvSource({
        "1, PLATFORM_CONTACT",
        "2, ASSOCIATION_OFFICER",
        "3, ASSOCIATION_OFFICER",
        "4, AUTHORITY",
        "9, AUTHORITY"
    })
    void the_longer_it_is_silent_the_higher_it_is_taken(int missed, String level) {
        assertEquals(
                level,
                CHASE.missed(ASKED, DUE, null, null, missed - 1, LATER)
                        .overdue()
                        .escalatedTo());
    }

    @Test
    void nobody_is_told_before_the_first_step_of_the_chain() {
        assertNull(new Escalation(Map.of(Level.AUTHORITY, 3)).level(2));
        assertNull(new Escalation(Map.of()).level(9));
    }
}
