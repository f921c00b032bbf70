package org.importsafety.sandbox.month;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.sandbox.relisting.Relisted;
import org.junit.jupiter.api.Test;

class CasebookTest {

    private static final String CASE = "\"caseId\":\"2011-05:A\",\"listingId\":\"A\"";
    private static final String SELECTED = "{\"type\":\"ProductSelected\"," + CASE
            + ",\"month\":\"2011-05\",\"category\":\"toys\",\"rank\":1,\"units\":1,\"orders\":1,\"buyers\":1}";
    private static final String CLOSED =
            "{\"type\":\"CampaignClosed\",\"month\":\"2011-05\",\"rule\":\"most-orders\",\"selected\":1,\"skipped\":0}";
    private static final String FAILED = "{\"type\":\"TestFailed\",\"version\":2," + CASE
            + ",\"testOrderId\":\"first\",\"lab\":\"KTR\",\"reportNo\":\"r\",\"nonconformities\":[{\"item\":\"lead\"}]}";
    private static final String INCONCLUSIVE = FAILED.replace("TestFailed", "TestInconclusive");
    private static final String RETEST =
            "{\"type\":\"TestOrdered\"," + CASE + ",\"testOrderId\":\"second\",\"retestOf\":\"first\"}";
    private static final String RETEST_PASSED = "{\"type\":\"TestPassed\",\"version\":3," + CASE
            + ",\"testOrderId\":\"second\",\"lab\":\"KCL\",\"reportNo\":\"r2\",\"nonconformities\":[],\"retestOf\":\"first\"}";
    private static final String BLOCKED = "{\"type\":\"SaleBlocked\"," + CASE
            + ",\"blockId\":\"b\",\"blockedAt\":\"2011-06-05T00:00:00Z\",\"attempt\":1}";
    private static final String CONFIRMED = "{\"type\":\"BlockConfirmed\"," + CASE
            + ",\"blockId\":\"b\",\"status\":\"DONE\",\"at\":\"2011-06-05T03:00:00Z\"}";
    private static final String SETTLED = "{\"type\":\"RefundSettled\",\"version\":2," + CASE
            + ",\"refundId\":\"r\",\"orderId\":\"o\",\"lineNo\":1,\"amount\":5,\"currency\":\"GBP\"}";
    private static final String COMPLETED = "{\"type\":\"RefundCaseCompleted\",\"version\":9," + CASE
            + ",\"refunds\":1,\"settled\":1,\"failed\":0,\"stopped\":0,\"amounts\":[]}";

    private final Happenings happenings = new Happenings();
    private final Casebook book = new Casebook("2011-05", happenings);

    @Test
    void the_month_waits_for_each_step_in_turn() throws IOException {
        assertEquals(List.of("the campaign 2011-05 is not closed"), book.waitingFor(0));
        tell(CLOSED);
        assertEquals(List.of("1 of the selected listings are not told yet"), book.waitingFor(0));
        tell(SELECTED);
        assertEquals(List.of("no verdict on 1 of 1: 2011-05:A"), book.waitingFor(0));
        tell(FAILED);
        assertEquals(List.of("failed, not blocked: 1 of 1: 2011-05:A"), book.waitingFor(0));
        tell(BLOCKED);
        assertEquals(
                List.of("block not confirmed: 1 of 1: 2011-05:A", "refunds not completed: 1 of 1: 2011-05:A"),
                book.waitingFor(0));
        tell(CONFIRMED);
        tell(COMPLETED);
        assertEquals(List.of("not every refund of a completed case is told: 1 of 1: 2011-05:A"), book.waitingFor(0));
        tell(SETTLED);
        assertEquals(List.of(), book.waitingFor(0));
    }

    @Test
    void a_breach_takes_the_confirmation_back_and_a_doubtful_block_waits_until_it_is_verified() throws IOException {
        String verified = "{\"type\":\"BlockVerified\"," + CASE + ",\"blockId\":\"b\",\"probe\":\"CHECKOUT\"}";
        for (String event : List.of(CLOSED, SELECTED, FAILED, BLOCKED, CONFIRMED, COMPLETED, SETTLED)) {
            tell(event);
        }
        assertEquals(List.of("block not verified: 1 of 1: b"), book.notVerified());
        tell(verified);
        assertEquals(List.of(), book.notVerified());

        tell(verified.replace("BlockVerified", "BlockBreached"));
        assertEquals(List.of("block not confirmed: 1 of 1: 2011-05:A"), book.waitingFor(0));
        assertEquals(List.of("block not verified: 1 of 1: b"), book.notVerified());
        tell(BLOCKED.replace("\"attempt\":1", "\"attempt\":2"));
        tell(CONFIRMED);
        tell(verified);
        assertEquals(List.of(), book.waitingFor(0));
        assertEquals(List.of(), book.notVerified());
    }

    @Test
    void what_is_listed_again_is_waited_for_until_it_is_blocked_for_it_and_its_buyer_paid_back() throws IOException {
        List<Relisted> relisted = List.of(new Relisted("A-R", "A", "o-R"));
        assertEquals(List.of(), book.onSaleAgain(relisted), "nothing is blocked");
        tell(BLOCKED);
        assertEquals(
                List.of(
                        "listed again, not blocked for it: 1 of 1: A-R",
                        "bought of what was listed again, not paid back: 1 of 1: o-R"),
                book.onSaleAgain(relisted));
        tell(ofRelisting(BLOCKED.replace("\"attempt\"", "\"parentBlockId\":\"b\",\"attempt\"")));
        tell(ofRelisting(SETTLED).replace("Settled", "Requested").replace("\"o\"", "\"o-R\""));
        assertEquals(
                List.of("bought of what was listed again, not paid back: 1 of 1: o-R"), book.onSaleAgain(relisted));
        tell(ofRelisting(SETTLED).replace("\"o\"", "\"o-R\"").replace("\"version\":2", "\"version\":3"));
        assertEquals(List.of(), book.onSaleAgain(relisted));

        tell(
                "{\"type\":\"SaleUnblocked\",\"occurredAt\":\"2011-06-06T00:00:00Z\",\"blockId\":\"b\",\"listingId\":\"A\"}");
        assertEquals(List.of("released, not what was blocked for it: 1 of 1: A-R"), book.onSaleAgain(relisted));
        tell(
                "{\"type\":\"SaleUnblocked\",\"occurredAt\":\"2011-06-06T00:00:00Z\",\"blockId\":\"b-R\",\"listingId\":\"A-R\"}");
        assertEquals(List.of(), book.onSaleAgain(relisted));
    }

    @Test
    void an_older_word_does_not_replace_a_newer_one() throws IOException {
        tell(FAILED);
        tell(FAILED.replace("TestFailed", "TestPassed").replace("\"version\":2", "\"version\":1"));

        assertEquals(1, book.resultsThatAre("FAIL"));
    }

    @Test
    void another_months_cases_do_not_count() throws IOException {
        tell(FAILED.replace("2011-05:A", "2011-04:A"));
        tell(SELECTED.replace("2011-05", "2011-04"));

        assertEquals(0, book.results().size() + book.selections().size());
    }

    @Test
    void an_inconclusive_case_waits_for_its_retest_which_counts() throws IOException {
        tell(CLOSED);
        tell(SELECTED);
        tell(INCONCLUSIVE);
        assertEquals(List.of("inconclusive, no retest told: 1 of 1: 2011-05:A"), book.waitingFor(0));
        tell(RETEST);
        assertEquals(List.of("retest without a result: 1 of 1: second"), book.waitingFor(0));
        tell(RETEST_PASSED);
        assertEquals(List.of(), book.waitingFor(0));
        assertEquals("KCL", book.results().get("2011-05:A").lab());
        assertEquals(1, book.resultsThatAre("PASS"));
    }

    @Test
    void a_refused_retest_is_waited_for_no_longer() throws IOException {
        tell(CLOSED);
        tell(SELECTED);
        tell(INCONCLUSIVE);
        tell(RETEST);
        tell("{\"type\":\"TestOrderRefused\",\"testOrderId\":\"second\"}");
        tell("{\"type\":\"TestUnroutable\"," + CASE + ",\"reason\":\"RETEST_NO_LAB\",\"testOrderId\":\"second\"}");
        assertEquals(List.of(), book.waitingFor(0));
        assertEquals(0, book.unroutable().size());
        assertEquals(1, book.resultsThatAre("INCONCLUSIVE"));
    }

    @Test
    void a_case_that_a_person_has_to_look_at_first_is_at_its_end_for_the_month() throws IOException {
        tell(CLOSED);
        tell(SELECTED);
        tell(INCONCLUSIVE.replace("\"lab\"", "\"reason\":\"LAB_VERDICT_MISMATCH\",\"lab\""));
        assertEquals(List.of(), book.waitingFor(0));
    }

    @Test
    void where_no_laboratory_can_test_again_the_month_goes_on() throws IOException {
        tell(CLOSED);
        tell(SELECTED);
        tell(INCONCLUSIVE);
        tell("{\"type\":\"TestUnroutable\"," + CASE + ",\"reason\":\"RETEST_NO_LAB\"}");
        assertEquals(List.of(), book.waitingFor(0));
        tell("{\"type\":\"TestUnroutable\"," + CASE + ",\"reason\":\"SPLIT_CANCELLED\",\"testOrderId\":\"split\"}");
        assertEquals(0, book.unroutable().size());
    }

    @Test
    void a_listing_without_a_sample_is_waited_for_until_the_next_rank_has_its_verdict() throws IOException {
        tell(CLOSED);
        tell(SELECTED);
        tell("{\"type\":\"TestUnroutable\"," + CASE + ",\"reason\":\"SAMPLE_UNAVAILABLE\",\"testOrderId\":\"first\"}");
        assertEquals(List.of("no sample to be had, next rank not told: 1 of 1: 2011-05:A"), book.waitingFor(0));
        tell("{\"type\":\"ProductSkipped\"," + CASE + ",\"month\":\"2011-05\",\"reason\":\"NOT_TESTABLE\"}");
        assertEquals(List.of(), book.waitingFor(0));
        tell(SELECTED.replace("2011-05:A", "2011-05:B"));
        assertEquals(List.of("no verdict on 1 of 2: 2011-05:B"), book.waitingFor(0));
        tell(RETEST_PASSED.replace("2011-05:A", "2011-05:B"));
        assertEquals(List.of(), book.waitingFor(0));
        assertEquals(2, book.selections().size());
        assertEquals(1, book.unroutable().size());
    }

    @Test
    void a_fail_stands_unless_a_referee_passes_it() throws IOException {
        tell(FAILED);
        tell(RETEST_PASSED);
        assertEquals(1, book.resultsThatAre("FAIL"));
        tell(RETEST_PASSED
                .replace("\"version\":3", "\"version\":4")
                .replace("\"retestOf\"", "\"referee\":true,\"retestOf\""));
        assertEquals(1, book.resultsThatAre("PASS"));
    }

    private static String ofRelisting(String event) {
        return event.replace(":A\"", ":A-R\"").replace("\"A\"", "\"A-R\"").replace("\"b\"", "\"b-R\"");
    }

    private void tell(String json) throws IOException {
        happenings.tell(new ConsumerRecord<>("topic", 0, 0, new byte[0], json.getBytes(StandardCharsets.UTF_8)));
    }
}
