package org.importsafety.enforcement.release;

import static org.importsafety.enforcement.Fixtures.NOW;
import static org.importsafety.enforcement.release.ReleaseTest.block;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.importsafety.enforcement.block.Standing;
import org.importsafety.enforcement.release.Appeal.Decision;
import org.importsafety.enforcement.release.Appeal.Status;
import org.importsafety.enforcement.release.Appeal.Step;
import org.junit.jupiter.api.Test;

class AppealTest {
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final Standing BLOCK = block("SAFETY_NONCONFORMITY", false);
    private static final Standing RELEASED = block("SAFETY_NONCONFORMITY", true);
    private static final Decision UPHELD = new Decision(Status.UPHELD, "anna", "another product", NOW);
    private static final Decision REJECTED = new Decision(Status.REJECTED, "anna", "it fails", NOW);

    @Test
    void a_block_can_be_disputed_until_the_window_closes_and_not_a_moment_later() {
        Appeal last = appeal(1, "no", NOW.plus(WINDOW));
        assertEquals(new Step.Taken(last, true), last.open(BLOCK, List.of(), WINDOW));
        Appeal late = appeal(1, "no", NOW.plus(WINDOW).plusMillis(1));
        assertInstanceOf(Step.Refused.class, late.open(BLOCK, List.of(), WINDOW));
    }

    @Test
    void the_appellant_is_the_seller_unless_another_one_is_named() {
        assertEquals("seller-1", appeal(1, "no", NOW).by());
        assertEquals(
                "importer-7",
                Appeal.against(BLOCK, 1, "importer-7", "no", null, NOW).by());
    }

    @Test
    void one_appeal_is_open_at_a_time_and_the_same_words_are_the_same_appeal() {
        Appeal first = appeal(1, "no", NOW);
        assertEquals(new Step.Taken(first, false), appeal(2, "no", NOW).open(BLOCK, List.of(first), WINDOW));
        var refused = (Step.Refused) appeal(2, "really", NOW).open(BLOCK, List.of(first), WINDOW);
        assertEquals(List.of("decision"), refused.allowed());
    }

    @Test
    void after_a_rejection_new_words_are_a_new_appeal_and_after_success_there_is_nothing_to_add() {
        Appeal rejected = decided(appeal(1, "no", NOW), REJECTED);
        assertEquals(new Step.Taken(rejected, false), appeal(2, "no", NOW).open(BLOCK, List.of(rejected), WINDOW));
        Appeal second = appeal(2, "new evidence", NOW);
        assertEquals(new Step.Taken(second, true), second.open(BLOCK, List.of(rejected), WINDOW));
        assertNotEquals(rejected.appealId(), second.appealId());

        Appeal upheld = decided(appeal(1, "no", NOW), UPHELD);
        assertInstanceOf(Step.Refused.class, second.open(BLOCK, List.of(upheld), WINDOW));
    }

    @Test
    void what_was_upheld_against_an_earlier_blocking_says_nothing_of_this_one() {
        Appeal before = decided(appeal(1, "no", NOW.minusMillis(1)), UPHELD);
        assertEquals(false, before.isAbout(BLOCK));
        Appeal again = appeal(2, "no", NOW);
        assertEquals(new Step.Taken(again, true), again.open(BLOCK, List.of(before), WINDOW));
    }

    @Test
    void a_released_block_is_not_disputed() {
        assertInstanceOf(Step.Refused.class, appeal(1, "no", NOW).open(RELEASED, List.of(), WINDOW));
    }

    @Test
    void an_appeal_is_decided_once() {
        Appeal open = appeal(1, "no", NOW);
        Appeal upheld = decided(open, UPHELD);
        assertEquals(Status.UPHELD, upheld.status());
        Decision again = new Decision(Status.UPHELD, "ben", UPHELD.reason(), NOW.plusSeconds(1));
        assertEquals(new Step.Taken(upheld, false), upheld.decide(again));
        assertInstanceOf(Step.Refused.class, upheld.decide(REJECTED));
    }

    private static Appeal decided(Appeal open, Decision decision) {
        return ((Step.Taken) open.decide(decision)).appeal();
    }

    private static Appeal appeal(int number, String reason, Instant at) {
        return Appeal.against(BLOCK, number, null, reason, null, at);
    }
}
