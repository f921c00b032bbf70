package org.importsafety.enforcement.suspicion;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.failed;
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
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.importsafety.enforcement.suspicion.ShopTitles.EditedCopy;
import org.importsafety.events.ListingEvent.ListingPublished;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class SuspicionResourceTest {
    private static final String PROBLEM = "application/problem+json";
    private static final String OF_LISTINGS =
            "select count(distinct listing_id) from suspicion where listing_id like $1";

    @Inject
    Pool pool;

    @Test
    void edited_copies_of_blocked_listings_are_suspected_and_nothing_is_blocked_by_it() {
        List<EditedCopy> copies = ShopTitles.copies("shop-");
        copies.forEach(it -> publish(it.original(), 1));
        compared("shop-%", 20);
        copies.forEach(it ->
                write(failed(it.original().listingId(), "R-" + it.original().listingId()), UUID.randomUUID(), 1));
        waiting("twenty blocks")
                .until(() ->
                        count(pool, "select count(*) from block where listing_id like 'shop-%' and compared") == 20);
        copies.forEach(it -> publish(it.copy(), 1));
        ShopTitles.unrelated("other-").forEach(it -> publish(it, 1));
        compared("shop-%", 40);
        compared("other-%", ShopTitles.UNRELATED);

        long suspected = count(pool, OF_LISTINGS, "shop-%-copy");
        assertTrue(suspected >= 18, suspected + " copies");
        long others = count(pool, OF_LISTINGS, "other-%");
        assertTrue(others <= 10, others + " others");
        assertEquals(0, count(pool, "select count(*) from block where listing_id like 'shop-%-copy'"));
        assertEquals(0, count(pool, "select count(*) from block where listing_id like 'other-%'"));
        assertEquals(
                1,
                told(Topics.ENFORCEMENT, "shop-82616B-copy", "RelistingSuspected")
                        .size());
    }

    @Test
    void a_person_who_calls_it_a_relisting_blocks_it_as_its_key_would_have() {
        Asked asked = asked("paste", "Glow Paste Nine Colours");
        JsonNode suspected = awaitTold(Topics.ENFORCEMENT, asked.listing, "RelistingSuspected");
        assertEquals(asked.parent, suspected.get("parentBlockId").asText());
        assertEquals(100, suspected.get("score").asInt());
        assertEquals("TITLE: 100 %", suspected.get("reasons").get(0).asText());
        as("auditor")
                .get("/suspicions?status=open&limit=1000")
                .then()
                .statusCode(200)
                .body("items.suspicionId", hasItem(asked.id));

        decide(asked.id, "RELISTING", "the same jar")
                .statusCode(200)
                .body("status", is("RELISTING"))
                .body("decision.by", is("anna"))
                .body("blockedListingId", is("paste"));
        JsonNode blocked = awaitTold(Topics.ENFORCEMENT, asked.listing, "SaleBlocked");
        JsonNode first = awaitTold(Topics.ENFORCEMENT, "paste", "SaleBlocked");
        assertEquals("RELISTING", blocked.get("ground").asText());
        assertEquals(asked.parent, blocked.get("parentBlockId").asText());
        assertFalse(blocked.get("automated").asBoolean());
        for (String same : List.of("nonconformities", "lab", "reportNo", "severity", "refundFrom", "actions")) {
            assertEquals(first.get(same), blocked.get(same), same);
        }
        JsonNode decided = awaitTold(Topics.ENFORCEMENT, asked.listing, "SuspicionDecided");
        assertEquals("RELISTING", decided.get("decision").asText());
        awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, asked.listing, "BlockListed");

        decide(asked.id, "RELISTING", "the same jar").statusCode(200);
        decide(asked.id, "RELISTING", "other words").statusCode(409).contentType(PROBLEM);
        decide(asked.id, "UNRELATED", "the same jar").statusCode(409).body("allowed", is(List.of()));
        assertEquals(1, told(Topics.ENFORCEMENT, asked.listing, "SaleBlocked").size());
        assertEquals(
                1, told(Topics.ENFORCEMENT, asked.listing, "SuspicionDecided").size());
        as("auditor")
                .get("/audit?subject=listings/" + asked.listing)
                .then()
                .body("items.action", contains("REFUSED", "REFUSED", "SUSPICION_RELISTING"));

        write(corrected("paste", "R-paste-1", "R-paste", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, asked.listing, "SaleUnblocked");
    }

    @Test
    void a_product_that_is_blocked_anew_takes_its_copy_with_it_and_is_compared_with_what_came_meanwhile() {
        Asked asked = asked("kazoo", "Tin Kazoo Painted Frog");
        decide(asked.id, "RELISTING", "the same frog").statusCode(200);
        awaitTold(Topics.ENFORCEMENT, asked.listing, "SaleBlocked");
        write(corrected("kazoo", "R-kazoo-1", "R-kazoo", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, asked.listing, "SaleUnblocked");
        publish(listing("kazoo-newcomer", "Painted Frog Tin Kazoo", 100), 1);
        compared("kazoo-newcomer", 1);

        write(failed("kazoo", "R-kazoo-2"), UUID.randomUUID(), 3);
        JsonNode again =
                awaitTold(Topics.ENFORCEMENT, asked.listing, "SaleBlocked", 2).get(1);
        assertEquals(asked.parent, again.get("parentBlockId").asText());
        assertEquals(2, again.get("attempt").asInt());
        assertFalse(again.get("automated").asBoolean());
        JsonNode suspected = awaitTold(Topics.ENFORCEMENT, "kazoo-newcomer", "RelistingSuspected");
        assertEquals(asked.parent, suspected.get("parentBlockId").asText());
    }

    @Test
    void a_copy_that_people_have_released_stays_on_sale_when_its_product_is_blocked_anew() {
        Asked asked = asked("ocarina", "Clay Ocarina Blue Bird");
        decide(asked.id, "RELISTING", "the same bird").statusCode(200);
        String block = awaitTold(Topics.ENFORCEMENT, asked.listing, "SaleBlocked")
                .get("blockId")
                .asText();
        release(block);
        awaitTold(Topics.ENFORCEMENT, asked.listing, "SaleUnblocked");
        write(corrected("ocarina", "R-ocarina-1", "R-ocarina", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "ocarina", "SaleUnblocked");

        write(failed("ocarina", "R-ocarina-2"), UUID.randomUUID(), 3);
        awaitTold(Topics.ENFORCEMENT, "ocarina", "SaleBlocked", 2);
        waiting("no search left").until(() -> count(pool, "select count(*) from relisting_search") == 0);
        assertEquals(0, count(pool, "select count(*) from relisting where listing_id = $1", asked.listing));
        assertEquals(1, told(Topics.ENFORCEMENT, asked.listing, "SaleBlocked").size());
    }

    @Test
    void what_a_person_calls_unrelated_is_not_asked_again_until_the_listing_changes() {
        Asked asked = asked("lantern", "Paper Lantern Eight Moons");
        decide(asked.id, "UNRELATED", "another lamp").statusCode(200).body("status", is("UNRELATED"));
        JsonNode decided = awaitTold(Topics.ENFORCEMENT, asked.listing, "SuspicionDecided");
        assertEquals("another lamp", decided.get("reason").asText());
        as("officer")
                .get("/suspicions?status=UNRELATED&limit=1000")
                .then()
                .body("items.suspicionId", hasItem(asked.id));

        publish(listing(asked.listing, "EIGHT moons - paper lantern!", 5_000), 2);
        compared(asked.listing, 2);
        assertEquals(1, count(pool, "select count(*) from suspicion where listing_id = $1", asked.listing));
        publish(listing(asked.listing, "Paper Lantern Eight Moons Glow", 5_000), 3);
        awaitTold(Topics.ENFORCEMENT, asked.listing, "RelistingSuspected", 2);
        assertEquals(0, told(Topics.ENFORCEMENT, asked.listing, "SaleBlocked").size());
    }

    @Test
    void what_was_on_sale_before_its_product_was_blocked_is_suspected_then() {
        publish(listing("early-kite", "Dragon Kite Silver Tail", 100), 1);
        compared("early-kite", 1);
        String parent = blocked("kite");
        publish(listing("kite", "Silver Tail Dragon Kite", 100), 1);
        JsonNode suspected = awaitTold(Topics.ENFORCEMENT, "early-kite", "RelistingSuspected");
        assertEquals(parent, suspected.get("parentBlockId").asText());
    }

    @Test
    void the_same_picture_under_another_title_is_suspected() {
        publish(pictured("picture", "Glass Marbles Galaxy Jar", "c3f0e1d29ab84756"), 1);
        compared("picture", 1);
        String parent = blocked("picture");
        publish(pictured("picture-copy", "구슬 놀이 세트", "C3F0E1D29AB84755"), 1);
        JsonNode suspected = awaitTold(Topics.ENFORCEMENT, "picture-copy", "RelistingSuspected");
        assertEquals(parent, suspected.get("parentBlockId").asText());
        assertEquals("IMAGE: 2/64", suspected.get("reasons").get(0).asText());
    }

    @Test
    void where_there_is_nothing_to_block_any_more_nobody_is_asked() {
        Asked copy = asked("whistle", "Tin Whistle Owl Shape");
        blocked(copy.listing);
        as("officer").get("/suspicions?status=open&limit=1000").then().body("items.suspicionId", not(hasItem(copy.id)));
        decide(copy.id, "RELISTING", "the same").statusCode(409).body("allowed", contains("UNRELATED"));
        decide(copy.id, "UNRELATED", "it was tested by itself").statusCode(200);

        Asked released = asked("rattle", "Bamboo Rattle Blue Rings");
        write(corrected("rattle", "R-rattle-1", "R-rattle", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "rattle", "SaleUnblocked");
        as("officer")
                .get("/suspicions?status=open&limit=1000")
                .then()
                .body("items.suspicionId", not(hasItem(released.id)));
        decide(released.id, "RELISTING", "the same").statusCode(409);
        assertEquals(
                0, told(Topics.ENFORCEMENT, released.listing, "SaleBlocked").size());
    }

    @Test
    void a_copy_with_the_key_of_the_product_is_blocked_and_nobody_is_asked() {
        publish(withCertificate("keyed", "Marble Run Castle Tower"), 1);
        compared("keyed", 1);
        blocked("keyed");
        waiting("compared")
                .until(() -> count(pool, "select count(*) from blocked_product where title like 'Marble Run%'") == 1);
        publish(withCertificate("keyed-copy", "Castle tower marble run"), 1);
        awaitTold(Topics.ENFORCEMENT, "keyed-copy", "SaleBlocked");
        compared("keyed-copy", 1);
        assertEquals(0, count(pool, "select count(*) from suspicion where listing_id = 'keyed-copy'"));
    }

    @Test
    void pages_lead_from_the_newest_to_the_first() {
        Asked first = asked("page-1", "Velvet Drum Sticks Pair");
        Asked second = asked("page-2", "Wool Puppet Theatre Curtain");
        String next = as("officer")
                .get("/suspicions?limit=1")
                .then()
                .body("items.size()", is(1))
                .body("next", notNullValue())
                .extract()
                .path("next");
        List<String> rest = as("officer")
                .get("/suspicions?limit=1000&after=" + next)
                .then()
                .extract()
                .path("items.suspicionId");
        assertTrue(rest.contains(first.id));
        assertFalse(rest.contains(second.id));
    }

    @Test
    void who_may_not_and_what_is_wrong_is_refused_field_by_field() {
        Asked asked = asked("guarded", "Copper Sand Timer Trio");
        as("platform").get("/suspicions").then().statusCode(403);
        as("auditor")
                .contentType("application/json")
                .body("{\"decision\":\"UNRELATED\",\"reason\":\"x\"}")
                .post("/suspicions/" + asked.id + "/decision")
                .then()
                .statusCode(403);
        decide(asked.id, "PERHAPS", " ")
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.field", containsInAnyOrder("decision", "reason"));
        decide(asked.id, "OPEN", "so").statusCode(422).body("errors.field", contains("decision"));
        decide(UUID.randomUUID().toString(), "UNRELATED", "so").statusCode(404);
        decide("no-id", "UNRELATED", "so").statusCode(404);
        as("officer").get("/suspicions?status=perhaps").then().statusCode(400);
        as("officer").get("/suspicions?after=x").then().statusCode(400);
        assertEquals(
                0, told(Topics.ENFORCEMENT, asked.listing, "SuspicionDecided").size());
    }

    private record Asked(String id, String listing, String parent) {}

    /** Blocks a listing, and has one of another seller suspected of it. */
    private Asked asked(String blocked, String title) {
        publish(listing(blocked, title, 100), 1);
        compared(blocked, 1);
        String parent = blocked(blocked);
        String copy = blocked + "-copy";
        publish(listing(copy, "★ " + title.toUpperCase() + " ★", 900), 1);
        JsonNode suspected = awaitTold(Topics.ENFORCEMENT, copy, "RelistingSuspected");
        return new Asked(suspected.get("suspicionId").asText(), copy, parent);
    }

    /** Waits until the listings are known in the version, and were compared. */
    private void compared(String like, long howMany) {
        waiting(howMany + " of " + like)
                .until(() -> like.contains("%")
                        ? count(pool, "select count(*) from listing where listing_id like $1", like) >= howMany
                        : count(
                                        pool,
                                        "select count(*) from listing where listing_id = $1 and version = $2",
                                        like,
                                        howMany)
                                == 1);
        waiting(like + " compared")
                .until(() -> count(pool, "select count(*) from suspicion_search where listing_id like $1", like) == 0);
    }

    private static ListingPublished listing(String id, String title, long price) {
        return listing(id, title, null, null, price);
    }

    private static ListingPublished pictured(String id, String title, String imageHash) {
        return listing(id, title, null, imageHash, 100);
    }

    private static ListingPublished withCertificate(String id, String title) {
        return listing(id, title, "CB990R0001-1", null, 100);
    }

    private static ListingPublished listing(
            String id, String title, String certificateNo, String imageHash, long price) {
        return new ListingPublished(
                id,
                "seller-of-" + id,
                "toys",
                title,
                null,
                null,
                null,
                certificateNo,
                imageHash,
                List.of("sku-" + id),
                price,
                "KRW",
                "CHILD",
                List.of());
    }

    private static void publish(ListingPublished listing, long version) {
        write(listing, UUID.randomUUID(), version);
    }

    /** By two people. */
    private static void release(String block) {
        as("officer")
                .contentType("application/json")
                .body("{\"cause\":\"WRONG_MATCH\",\"reason\":\"another bird\"}")
                .post("/blocks/" + block + "/release")
                .then()
                .statusCode(201);
        as("bert", "approver")
                .contentType("application/json")
                .body("{}")
                .post("/blocks/" + block + "/release/approval")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse decide(String id, String decision, String reason) {
        return as("officer")
                .contentType("application/json")
                .body("{\"decision\":\"%s\",\"reason\":\"%s\"}".formatted(decision, reason))
                .post("/suspicions/" + id + "/decision")
                .then();
    }
}
