package org.importsafety.enforcement.relisting;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.failed;
import static org.importsafety.enforcement.Fixtures.latest;
import static org.importsafety.enforcement.Fixtures.listing;
import static org.importsafety.enforcement.Fixtures.retested;
import static org.importsafety.enforcement.Fixtures.row;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.importsafety.enforcement.relisting.BlockRelistings.Found;
import org.importsafety.events.ListingEvent.ListingPublished;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class BlockRelistingsTest {
    @Inject
    Pool pool;

    @Inject
    BlockRelisting blockRelisting;

    @Test
    void one_product_under_three_forms_of_its_gtin_is_blocked_with_a_link_to_the_first() {
        publish(listing("gtin-upc", "s-1", null, "036000291452", null, null, "sku-gtin-upc"), 1);
        stored("gtin-upc");
        String parent = blocked("gtin-upc");
        publish(listing("gtin-ean", "s-2", null, "0036000291452", null, null, "sku-gtin-ean"), 1);
        publish(listing("gtin-14", "s-3", null, "00036000291452", null, null, "sku-gtin-14"), 1);
        JsonNode event = awaitTold(Topics.ENFORCEMENT, "gtin-ean", "SaleBlocked");
        JsonNode first = awaitTold(Topics.ENFORCEMENT, "gtin-upc", "SaleBlocked");
        assertEquals("RELISTING", event.get("ground").asText());
        assertEquals(parent, event.get("parentBlockId").asText());
        assertEquals("2026-10:gtin-ean", event.get("caseId").asText());
        assertEquals("s-2", event.get("sellerId").asText());
        assertEquals(1, event.get("attempt").asInt());
        assertTrue(event.get("automated").asBoolean());
        for (String same : List.of("nonconformities", "lab", "reportNo", "severity", "refundFrom", "actions")) {
            assertEquals(first.get(same), event.get(same), same);
        }
        JsonNode listed = awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "gtin-ean", "BlockListed");
        assertEquals(event.get("blockId"), listed.get("blockId"));
        assertEquals(parent, listed.get("parentBlockId").asText());
        awaitTold(Topics.ENFORCEMENT, "gtin-14", "SaleBlocked");
        assertEquals(1, told(Topics.ENFORCEMENT, "gtin-ean", "SaleBlocked").size());
        RestAssured.get("/register?gtin=10036000291459")
                .then()
                .body("blocks.listingId", containsInAnyOrder("gtin-upc", "gtin-ean", "gtin-14"));
    }

    @Test
    void what_is_on_sale_already_is_blocked_when_its_product_is() {
        publish(listing("old-copy", "s-8", null, null, null, "CB777R0001-1", "sku-old-copy"), 1);
        publish(listing("old-parent", "s-9", null, null, null, "cb777r0001 1", "sku-old-parent"), 1);
        stored("old-parent", "old-copy");
        String parent = blocked("old-parent");
        JsonNode event = awaitTold(Topics.ENFORCEMENT, "old-copy", "SaleBlocked");
        assertEquals(parent, event.get("parentBlockId").asText());
    }

    @Test
    void a_block_that_comes_before_its_listing_is_remembered_by_the_listings_keys() {
        publish(listing("early-copy", "s-8", null, null, null, "CB778R0001-1", "sku-early-copy"), 1);
        String parent = blocked("early");
        publish(listing("early", "s-9", null, null, null, "CB778R0001-1", "sku-early"), 1);
        JsonNode event = awaitTold(Topics.ENFORCEMENT, "early-copy", "SaleBlocked");
        assertEquals(parent, event.get("parentBlockId").asText());
    }

    @Test
    void what_a_blocked_listing_says_later_blocks_nobody() {
        publish(listing("liar", "s-9", null, null, null, "CB779R0001-1", "sku-liar"), 1);
        stored("liar");
        blocked("liar");
        publish(listing("liar", "s-9", null, null, null, "CB779R0002-1", "sku-liar"), 2);
        publish(listing("honest", "s-1", null, null, null, "CB779R0002-1", "sku-honest"), 1);
        publish(listing("liars-copy", "s-1", null, null, null, "CB779R0001-1", "sku-liars-copy"), 1);
        awaitTold(Topics.ENFORCEMENT, "liars-copy", "SaleBlocked");
        stored("honest");
        assertEquals(0, count(pool, "select count(*) from relisting where listing_id = 'honest'"));
        assertEquals(0, told(Topics.ENFORCEMENT, "honest", "SaleBlocked").size());
    }

    @Test
    void a_relisting_is_blocked_once_however_often_it_is_told_and_by_however_many_instances() {
        publish(listing("once", "s-1", null, null, null, "CB780R0001-1", "sku-once"), 1);
        stored("once");
        String parent = blocked("once");
        for (int version = 1; version <= 3; version++) {
            publish(listing("once-copy", "s-2", null, null, null, "CB780R0001-1", "sku-once-copy"), version);
        }
        ExecutorService instances = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Void>> racing = new ArrayList<>();
        stored("once-copy");
        for (int i = 0; i < 4; i++) {
            racing.add(CompletableFuture.runAsync(
                    () -> block(new Found("once-copy", UUID.fromString(parent), null, true)), instances));
        }
        CompletableFuture.allOf(racing.toArray(CompletableFuture[]::new)).join();
        instances.shutdown();
        waiting("nothing left to do").until(() -> count(pool, "select count(*) from relisting") == 0);
        awaitTold(Topics.ENFORCEMENT, "once-copy", "SaleBlocked");
        assertEquals(1, told(Topics.ENFORCEMENT, "once-copy", "SaleBlocked").size());
        assertEquals(1, count(pool, "select count(*) from block where listing_id = 'once-copy'"));
    }

    @Test
    void a_corrected_report_releases_the_relistings_with_the_block_but_for_what_fails_by_itself() {
        publish(listing("let-go", "s-1", null, null, null, "CB781R0001-1", "sku-freed"), 1);
        stored("let-go");
        blocked("let-go");
        publish(listing("let-go-copy", "s-2", null, null, null, "CB781R0001-1", "sku-freed-copy"), 1);
        publish(listing("failing-copy", "s-3", null, null, null, "CB781R0001-1", "sku-failing-copy"), 1);
        JsonNode copy = awaitTold(Topics.ENFORCEMENT, "let-go-copy", "SaleBlocked");
        awaitTold(Topics.ENFORCEMENT, "failing-copy", "SaleBlocked");
        write(failed("failing-copy", "R-own"), UUID.randomUUID(), 2);
        awaitFailing("failing-copy");
        write(corrected("let-go", "R-let-go-1", "R-let-go", "PASS"), UUID.randomUUID(), 2);
        JsonNode released = awaitTold(Topics.ENFORCEMENT, "let-go-copy", "SaleUnblocked");
        assertEquals(copy.get("blockId"), released.get("blockId"));
        assertEquals("CORRECTION", released.get("cause").asText());
        assertEquals("report:KTR/R-let-go-1", released.get("approvedBy").asText());
        waiting("an empty entry of the block list")
                .until(() -> latest(Topics.ENFORCEMENT_BLOCK_LIST, "let-go-copy") == null);
        assertEquals(
                0, told(Topics.ENFORCEMENT, "failing-copy", "SaleUnblocked").size());
        assertFalse(latest(Topics.ENFORCEMENT_BLOCK_LIST, "failing-copy") == null);
        write(corrected("failing-copy", "R-own-1", "R-own", "PASS"), UUID.randomUUID(), 3);
        JsonNode last = awaitTold(Topics.ENFORCEMENT, "failing-copy", "SaleUnblocked");
        assertEquals("report:KTR/R-own-1", last.get("approvedBy").asText(), "nothing else held it any more");
    }

    @Test
    void a_copy_that_fails_by_itself_states_its_own_reasons_after_its_parents_release_and_has_copies_of_its_own() {
        publish(listing("leader", "s-1", null, null, null, "CB789R0001-1", "sku-leader"), 1);
        stored("leader");
        blocked("leader");
        assertEquals(
                1,
                count(pool, "select count(*) from failing_test where listing_id = 'leader' and finding is not null"));
        publish(listing("leaders-copy", "s-2", null, null, null, "CB789R0001-1", "sku-leaders-copy"), 1);
        publish(listing("leaver", "s-3", null, null, null, "CB789R0001-1", "sku-leaver"), 1);
        awaitTold(Topics.ENFORCEMENT, "leaders-copy", "SaleBlocked");
        JsonNode first = awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "leaver", "BlockListed");
        write(failed("leaver", "R-own", row("LE", "12")), UUID.randomUUID(), 2);
        awaitFailing("leaver");
        write(corrected("leader", "R-leader-1", "R-leader", "PASS"), UUID.randomUUID(), 2);

        JsonNode own = awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "leaver", "BlockListed", 2)
                .get(1);
        assertEquals("SAFETY_NONCONFORMITY", own.get("ground").asText());
        assertEquals("R-own", own.get("reportNo").asText());
        assertEquals("CRITICAL", own.get("severity").asText());
        assertEquals("12", own.get("nonconformities").get(0).get("ratio").asText());
        assertFalse(own.hasNonNull("parentBlockId"));
        for (String same : List.of("caseId", "blockId", "attempt", "blockedAt", "respondBy", "refundFrom")) {
            assertEquals(first.get(same), own.get(same), same);
        }
        assertEquals(1, told(Topics.ENFORCEMENT, "leaver", "SaleBlocked").size(), "nothing is asked for again");

        awaitTold(Topics.ENFORCEMENT, "leaders-copy", "SaleUnblocked");
        publish(listing("leaders-copy", "s-2", null, null, null, "CB789R0001-1", "sku-of-a-released"), 2);
        publish(listing("leavers-copy", "s-4", null, null, null, "CB789R0001-1", "sku-leavers-copy"), 1);
        JsonNode copy = awaitTold(Topics.ENFORCEMENT, "leavers-copy", "SaleBlocked");
        assertEquals(own.get("blockId"), copy.get("parentBlockId"));
        assertEquals("R-own", copy.get("reportNo").asText());
        for (String released : List.of("leader", "leaders-copy")) {
            assertEquals(1, told(Topics.ENFORCEMENT, released, "SaleBlocked").size(), "it stays released");
        }

        write(corrected("leaver", "R-own-1", "R-own", "FAIL", row("LE", "1.5")), UUID.randomUUID(), 3);
        JsonNode restated = awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "leavers-copy", "BlockListed", 2)
                .get(1);
        assertEquals("R-own-1", restated.get("reportNo").asText());
        write(corrected("leaver", "R-own-2", "R-own-1", "PASS"), UUID.randomUUID(), 4);
        awaitTold(Topics.ENFORCEMENT, "leaver", "SaleUnblocked");
        awaitTold(Topics.ENFORCEMENT, "leavers-copy", "SaleUnblocked");
    }

    @Test
    void a_referee_who_passes_a_copy_ends_its_block_after_its_parents_and_not_before() {
        publish(listing("settled", "s-1", null, null, null, "CB782R0001-1", "sku-settled"), 1);
        stored("settled");
        blocked("settled");
        publish(listing("settled-copy", "s-2", null, null, null, "CB782R0001-1", "sku-settled-copy"), 1);
        JsonNode copy = awaitTold(Topics.ENFORCEMENT, "settled-copy", "SaleBlocked");
        write(failed("settled-copy", "R-own"), UUID.randomUUID(), 2);
        awaitFailing("settled-copy");
        UUID before = UUID.randomUUID();
        write(nextMonths(retested("settled-copy", "Q-1", true)), before, 3);
        waiting("the first referee")
                .until(() -> count(pool, "select count(*) from inbox where event_id = $1", before) == 1);
        assertEquals(
                0, told(Topics.ENFORCEMENT, "settled-copy", "SaleUnblocked").size());
        write(failed("settled-copy", "R-again"), UUID.randomUUID(), 4);
        awaitFailing("settled-copy");
        write(corrected("settled", "R-settled-1", "R-settled", "PASS"), UUID.randomUUID(), 5);
        awaitTold(Topics.ENFORCEMENT, "settled", "SaleUnblocked");
        write(nextMonths(retested("settled-copy", "Q-2", true)), UUID.randomUUID(), 6);
        JsonNode released = awaitTold(Topics.ENFORCEMENT, "settled-copy", "SaleUnblocked");
        assertEquals(copy.get("blockId"), released.get("blockId"));
        assertEquals("report:KCL/Q-2", released.get("approvedBy").asText());
    }

    @Test
    void a_copy_of_two_products_is_blocked_until_both_are_released() {
        publish(listing("first-of-two", "s-1", null, null, null, "CB783R0001-1", "sku-first-of-two"), 1);
        publish(listing("second-of-two", "s-1", null, "4006381333931", null, null, "sku-second-of-two"), 1);
        stored("first-of-two", "second-of-two");
        blocked("first-of-two");
        publish(listing("copy-of-two", "s-2", null, "04006381333931", null, "CB783R0001-1", "sku-copy-of-two"), 1);
        awaitTold(Topics.ENFORCEMENT, "copy-of-two", "SaleBlocked");
        blocked("second-of-two");
        write(corrected("first-of-two", "R-1", "R-first-of-two", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "first-of-two", "SaleUnblocked");
        assertEquals(0, told(Topics.ENFORCEMENT, "copy-of-two", "SaleUnblocked").size());
        write(corrected("second-of-two", "R-1", "R-second-of-two", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "copy-of-two", "SaleUnblocked");
    }

    @Test
    void a_relisting_has_its_parents_reasons_also_when_a_correction_changes_them() {
        publish(listing("restated", "s-1", null, null, null, "CB785R0001-1", "sku-restated"), 1);
        stored("restated");
        String parent = blocked("restated");
        publish(listing("restated-copy", "s-2", null, null, null, "CB785R0001-1", "sku-restated-copy"), 1);
        JsonNode first = awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "restated-copy", "BlockListed");
        write(corrected("restated", "R-2", "R-restated", "FAIL", row("LE", "12")), UUID.randomUUID(), 2);
        JsonNode entry = awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "restated-copy", "BlockListed", 2)
                .get(1);
        assertEquals("R-2", entry.get("reportNo").asText());
        assertEquals("CRITICAL", entry.get("severity").asText());
        assertEquals("12", entry.get("nonconformities").get(0).get("ratio").asText());
        assertEquals("RELISTING", entry.get("ground").asText());
        assertEquals(parent, entry.get("parentBlockId").asText());
        for (String same : List.of("blockId", "attempt", "blockedAt", "respondBy", "sellerId")) {
            assertEquals(first.get(same), entry.get(same), same);
        }
        as("officer")
                .get("/blocks/" + entry.get("blockId").asText())
                .then()
                .body("reportNo", is("R-2"))
                .body("severity", is("CRITICAL"));
        assertEquals(1, told(Topics.ENFORCEMENT, "restated-copy", "SaleBlocked").size(), "nothing is asked for again");
    }

    /** Of a case that the block is not of: the listing is tested in another month than its parent was. */
    private static TestPassed nextMonths(TestPassed it) {
        return new TestPassed(
                "2026-11:" + it.listingId(),
                it.testOrderId(),
                it.listingId(),
                it.lab(),
                it.reportNo(),
                it.revision(),
                it.plan(),
                it.planVersion(),
                it.decisionRule(),
                it.labVerdict(),
                it.mismatch(),
                it.marginal(),
                it.refundFrom(),
                it.nonconformities(),
                it.retestOf(),
                it.referee());
    }

    private void awaitFailing(String listing) {
        waiting("a failing test of " + listing)
                .until(() -> count(pool, "select count(*) from failing_test where listing_id = $1", listing) == 1);
    }

    private static void publish(ListingPublished listing, long version) {
        write(listing, UUID.randomUUID(), version);
    }

    private void stored(String... listings) {
        for (String listing : listings) {
            waiting(listing)
                    .until(() -> count(pool, "select count(*) from listing where listing_id = $1", listing) == 1);
        }
    }

    private void block(Found found) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> blockRelisting.block(found));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
