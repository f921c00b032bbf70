package org.importsafety.enforcement.register;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.listing;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class RegisterResourceTest {
    private static final String STORED = "select count(*) from listing where listing_id = $1 and model = $2";

    @Inject
    Pool pool;

    @Test
    void a_blocked_product_is_found_by_each_of_its_keys_without_a_token() {
        write(listing("reg", "0012345678905", "Bear 100%", "CB061R9999-1"), UUID.randomUUID(), 3);
        waiting("the listing").until(() -> count(pool, STORED, "reg", "Bear 100%") == 1);
        String block = blocked("reg");
        for (var query : new String[] {
            "listing=reg",
            "gtin=0012345678905",
            "model=Bear%20100%25",
            "certificateNo=CB061R9999-1",
            "listing=another&model=Bear%20100%25"
        }) {
            RestAssured.given()
                    .urlEncodingEnabled(false)
                    .get("/register?" + query)
                    .then()
                    .statusCode(200)
                    .body("blocked", is(true))
                    .body("blocks.blockId", contains(block))
                    .body("blocks.listingId", contains("reg"))
                    .body("blocks.caseId", contains("2026-10:reg"))
                    .body("blocks.status", contains("REQUESTED"))
                    .body("blocks[0].nonconformities.measured", contains("450"));
        }
    }

    @Test
    void a_block_that_has_ended_is_said_to_be_over() {
        write(listing("over", null, "Over 9", null), UUID.randomUUID(), 3);
        waiting("the listing").until(() -> count(pool, STORED, "over", "Over 9") == 1);
        String block = blocked("over");
        write(corrected("over", "R-over-1", "R-over", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "over", "SaleUnblocked");
        for (var query : new String[] {"listing=over", "model=Over 9"}) {
            RestAssured.get("/register?" + query)
                    .then()
                    .statusCode(200)
                    .body("blocked", is(false))
                    .body("blocks", empty())
                    .body("released.blockId", contains(block))
                    .body("released.status", contains("RELEASED"))
                    .body("released[0].releasedAt", notNullValue());
        }
    }

    @Test
    void what_is_not_blocked_is_said_to_be_free_and_no_question_is_a_bad_one() {
        RestAssured.get("/register?listing=free&gtin=4006381333931")
                .then()
                .statusCode(200)
                .body("blocked", is(false))
                .body("blocks", empty())
                .body("released", empty());
        for (var query : new String[] {"", "?gtin=", "?model=%20", "?listing=%00"}) {
            RestAssured.given()
                    .urlEncodingEnabled(false)
                    .get("/register" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void a_listing_keeps_its_latest_version_and_a_bad_one_does_not_stop_the_others() {
        write(listing("versions", null, "new", null), UUID.randomUUID(), 5);
        write(listing("versions", null, "old", null), UUID.randomUUID(), 4);
        write(Topics.PLATFORM_LISTINGS, "versions", "poison");
        write(Topics.PLATFORM_LISTINGS, "versions", """
                {"type":"ListingPublished","eventId":"%s","occurredAt":"2026-11-04T00:00:00Z","version":9,
                 "listingId":"versions","skus":[],"materials":[]}""".formatted(UUID.randomUUID()));
        write(listing("versions", null, "newest", null), UUID.randomUUID(), 6);
        write(listing("versions", null, "older", null), UUID.randomUUID(), 3);
        waiting("the newest version").until(() -> count(pool, STORED, "versions", "newest") == 1);
        waiting("the bad ones")
                .until(() -> count(pool, "select count(*) from parked_event where channel = 'platform-listings'") == 2);
    }
}
