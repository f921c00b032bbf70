package org.importsafety.dashboard;

import static org.hamcrest.Matchers.equalTo;
import static org.importsafety.dashboard.Fixtures.as;
import static org.importsafety.dashboard.Fixtures.staff;
import static org.importsafety.dashboard.Fixtures.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.importsafety.dashboard.Fixtures.Said;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "dashboard"))
class SearchTest {
    private static final CaseLife LIFE = new CaseLife("2030-07", "FOUND7");

    @Inject
    Fixtures world;

    @Test
    void a_case_is_found_by_each_kind_of_id_and_by_words_of_its_title() {
        world.say(LIFE.whole("Wooden 100% Train_set", "O-77").toArray(Said[]::new));
        world.say(new CaseLife("2030-07", "NOCASE").listed("Wooden 100 trainers"));
        world.say(new CaseLife("2030-07", "NOCASE").paid("O-77", 4));

        assertFound("2030-07:FOUND7", "CASE", "2030-07:FOUND7");
        assertFound("FOUND7", "LISTING", "FOUND7");
        assertFound("found7", "LISTING", "FOUND7");
        assertFound("O-77", "ORDER", "O-77");
        assertFound("R-2030-07:FOUND7", "REPORT", "R-2030-07:FOUND7");
        assertFound(" train_SET ", "TITLE", "Wooden 100% Train_set");
        assertFound("100% t", "TITLE", "Wooden 100% Train_set");

        JsonNode both = staff("/api/search?q=wooden 100").get("items");
        assertEquals(List.of("FOUND7", "NOCASE"), texts(both, "listingId"));
        assertTrue(both.get(1).get("caseId").isNull());
        assertTrue(both.get(1).get("state").isNull());
        assertEquals(1, staff("/api/search?q=wooden 100&limit=1").get("items").size());
        assertEquals(0, staff("/api/search?q=nothing of the kind").get("items").size());
    }

    @Test
    void an_order_shows_what_became_of_each_line() {
        CaseLife life = new CaseLife("2030-06", "LINES");
        world.say(
                life.listed("A top"),
                life.cancelled("O-6", 2),
                life.paid("O-6", 1),
                life.paid("O-6", 2),
                life.selected(),
                life.blocked(),
                life.requested("O-6", 1));

        JsonNode order = staff("/api/orders/O-6");
        assertEquals("REQUESTED", order.at("/lines/0/refund/state").asText());
        assertEquals("A top", order.at("/lines/0/title").asText());
        assertEquals("2030-06:LINES", order.at("/lines/1/caseId").asText());
        assertTrue(order.at("/lines/1/refund").isNull());
        assertEquals("2031-01-22T13:00:00Z", order.at("/lines/1/cancelledAt").asText());
        assertEquals(
                List.of("OrderLinePaid", "OrderLinePaid", "OrderLineCancelled", "RefundRequested"),
                order.get("events").findValuesAsText("type"));
        assertEquals("buyer-secret", order.at("/events/0/fields/buyerRef").asText());
        assertEquals(100, order.at("/events/0/fields/amount").asInt());
    }

    private static void assertFound(String text, String kind, String match) {
        as("auditor")
                .queryParam("q", text)
                .get("/api/search")
                .then()
                .statusCode(200)
                .body("items[0].kind", equalTo(kind))
                .body("items[0].match", equalTo(match))
                .body("items[0].caseId", equalTo("2030-07:FOUND7"))
                .body("items[0].state", equalTo("REFUNDED"))
                .body("items[0].month", equalTo("2030-07"))
                .body("items[0].orderId", equalTo(kind.equals("ORDER") ? match : null));
    }
}
