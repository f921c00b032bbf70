package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.DEADLINE;
import static org.importsafety.enforcement.Fixtures.NOW;
import static org.importsafety.enforcement.Fixtures.REFUND_FROM;
import static org.importsafety.enforcement.Fixtures.failed;
import static org.importsafety.enforcement.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.importsafety.enforcement.block.Answer.Status;
import org.importsafety.enforcement.block.Block.Decision;
import org.importsafety.enforcement.block.Block.Sale;
import org.importsafety.events.BlockListEvent.BlockListed;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.BlockConfirmed;
import org.importsafety.events.EnforcementEvent.BlockIncomplete;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.junit.jupiter.api.Test;

class BlockTest {
    private static final Sale SALE = new Sale("2026-10:85099B", "b1", "85099B");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Instant END = NOW.plusSeconds(3600);

    @Test
    void a_failed_test_asks_to_stop_the_whole_sale_with_its_reasons_and_a_time_limit() {
        var product = new Product("08801234567893", "M-1", "CB061R1234-5001");
        var failed = failed("85099B", "R-1", row("LE", "4.50"));
        var expected = new SaleBlocked(
                "2026-10:85099B",
                Block.id("2026-10:85099B").toString(),
                "85099B",
                List.of(),
                "seller-1",
                "08801234567893",
                List.of("SEARCH", "BUY", "CATALOGUE"),
                "KR",
                "SAFETY_NONCONFORMITY",
                "SERIOUS",
                failed.nonconformities(),
                "KTR",
                "R-1",
                true,
                NOW,
                Instant.parse("2026-11-05T00:00:00Z"),
                1,
                REFUND_FROM,
                null);
        assertEquals(expected, Block.request(Finding.of(failed), product, NOW, DEADLINE, 1));
    }

    @Test
    void the_block_list_tells_the_fields_of_the_request() throws Exception {
        var event = Block.request(Finding.of(failed("85099B", "R-1")), Product.UNKNOWN, NOW, DEADLINE, 1);
        var listed = Block.listed(event);
        for (var component : SaleBlocked.class.getRecordComponents()) {
            assertEquals(
                    component.getAccessor().invoke(event),
                    BlockListed.class.getMethod(component.getName()).invoke(listed),
                    component.getName());
        }
    }

    @Test
    void done_confirms_a_request_and_also_after_an_incomplete_answer() {
        var confirmed = new BlockConfirmed(SALE.caseId(), "b1", "85099B", "DONE", LATER, "ok");
        assertEquals(told(confirmed), new Block.Requested(SALE, null).answer(answer(Status.DONE, LATER), END));
        assertEquals(told(confirmed), new Block.Incomplete(SALE, NOW).answer(answer(Status.DONE, LATER), END));
    }

    @Test
    void anything_but_done_leaves_the_block_incomplete_each_time_it_is_said() {
        for (var status : List.of(Status.PARTIAL, Status.NOT_FOUND, Status.FAILED)) {
            var incomplete = told(new BlockIncomplete(SALE.caseId(), "b1", "85099B", status.name(), LATER, "ok"));
            assertEquals(incomplete, new Block.Requested(SALE, null).answer(answer(status, LATER), END));
            assertEquals(incomplete, new Block.Incomplete(SALE, NOW).answer(answer(status, LATER), END));
        }
    }

    @Test
    void a_worse_word_after_done_takes_the_confirmation_back() {
        assertEquals(
                told(new BlockIncomplete(SALE.caseId(), "b1", "85099B", "FAILED", LATER, "ok")),
                new Block.Confirmed(SALE, NOW).answer(answer(Status.FAILED, LATER), END));
    }

    @Test
    void done_again_is_no_news() {
        assertInstanceOf(
                Decision.Unchanged.class, new Block.Confirmed(SALE, NOW).answer(answer(Status.DONE, LATER), END));
    }

    @Test
    void done_confirms_a_breached_block_unless_it_was_said_before_the_breach() {
        var breached = new Block.Breached(SALE, LATER);
        assertInstanceOf(Decision.Unchanged.class, breached.answer(answer(Status.DONE, NOW), END));
        assertEquals(
                told(new BlockConfirmed(SALE.caseId(), "b1", "85099B", "DONE", END, "ok")),
                breached.answer(answer(Status.DONE, END), END));
    }

    @Test
    void done_is_no_news_of_a_verified_block_and_a_worse_word_is() {
        var verified = new Block.Verified(SALE, NOW);
        assertInstanceOf(Decision.Unchanged.class, verified.answer(answer(Status.DONE, LATER), END));
        assertEquals(
                told(new BlockIncomplete(SALE.caseId(), "b1", "85099B", "FAILED", LATER, "ok")),
                verified.answer(answer(Status.FAILED, LATER), END));
    }

    @Test
    void the_platform_is_asked_again_for_the_same_block_with_a_new_time_limit() throws Exception {
        var first = Block.request(Finding.of(failed("85099B", "R-1")), Product.UNKNOWN, NOW, DEADLINE, 3);
        var again = Resend.of(first, END, DEADLINE).request();
        assertEquals(4, again.attempt());
        assertEquals(END.plus(Duration.ofHours(24)), again.respondBy());
        for (var component : SaleBlocked.class.getRecordComponents()) {
            if (!List.of("attempt", "respondBy").contains(component.getName())) {
                assertEquals(
                        component.getAccessor().invoke(first),
                        component.getAccessor().invoke(again),
                        component.getName());
            }
        }
        assertEquals(Block.listed(again), Resend.of(first, END, DEADLINE).listed());
    }

    @Test
    void an_answer_older_than_the_one_that_counts_is_overtaken() {
        assertInstanceOf(
                Decision.Unchanged.class, new Block.Confirmed(SALE, LATER).answer(answer(Status.FAILED, NOW), END));
        assertInstanceOf(
                Decision.Unchanged.class, new Block.Incomplete(SALE, LATER).answer(answer(Status.DONE, NOW), END));
    }

    @Test
    void an_answer_from_the_future_is_taken_as_given_now() {
        assertEquals(
                told(new BlockConfirmed(SALE.caseId(), "b1", "85099B", "DONE", LATER, "ok")),
                new Block.Requested(SALE, null).answer(answer(Status.DONE, END), LATER));
    }

    @Test
    void a_released_block_has_no_more_to_be_answered() {
        for (var status : Status.values()) {
            assertInstanceOf(
                    Decision.Unchanged.class, new Block.Released(SALE, NOW).answer(answer(status, LATER), END));
        }
    }

    @Test
    void an_answer_from_before_the_release_says_nothing_of_the_block_that_was_asked_for_again() {
        var again = new Block.Requested(SALE, LATER);
        assertInstanceOf(Decision.Unchanged.class, again.answer(answer(Status.DONE, NOW), END));
        assertEquals(
                told(new BlockConfirmed(SALE.caseId(), "b1", "85099B", "DONE", END, "ok")),
                again.answer(answer(Status.DONE, END), END));
    }

    private static Decision told(EnforcementEvent event) {
        return new Decision.Told(event);
    }

    private static Answer answer(Status status, Instant at) {
        return new Answer("r1", status, List.of(), at, "ok");
    }
}
