package org.importsafety.sandbox.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.importsafety.sandbox.Json;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.platform.NoticeDesk.Delivery;
import org.importsafety.sandbox.platform.NoticeDesk.NoticeRequest;
import org.junit.jupiter.api.Test;

/** What the platform tells has the form of the contract's golden files, field by field and in their order. */
class PlatformEventTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-10-12T05:13:00Z");
    private static final OrderLine LINE =
            new OrderLine("573001", 3, "85099B", "85099B-0", "c16029", 10, 2080, "GBP", AT, true);

    @Test
    void a_paid_line_is_told_as_the_contract_says() throws Exception {
        assertGolden("OrderLinePaid/1.json", PlatformEvent.orderLinePaid(LINE, 1));
    }

    @Test
    void what_is_bought_in_the_shop_tells_the_buyers_language_too() throws Exception {
        assertGolden("OrderLinePaid/2.json", PlatformEvent.orderLinePaid(LINE, 1, "ko-KR"));
    }

    @Test
    void what_became_of_a_notice_is_told_as_the_contract_says() throws Exception {
        JsonNode golden = golden("NoticeReported/1.json");
        NoticeRequest request = new NoticeRequest(
                UUID.randomUUID(),
                AT,
                "2026-10:85099B",
                UUID.fromString(golden.get("noticeId").textValue()),
                "85099B",
                "c16029",
                "en",
                "title",
                "text");
        assertGolden(
                "NoticeReported/1.json",
                PlatformEvent.noticeReported(
                        new Delivery(request, "EMAIL", "BOUNCED", AT),
                        Instant.parse(golden.get("reportedAt").textValue())));
    }

    @Test
    void a_cancelled_line_names_the_line_only() throws Exception {
        assertEquals(
                List.of("type", "version", "eventId", "occurredAt", "orderId", "lineNo", "cancelledAt"),
                fields(tree(PlatformEvent.orderLineCancelled(LINE, 2))));
    }

    @Test
    void a_listing_without_optional_fields_is_told_without_them() throws Exception {
        Listing listing = new Listing(
                "85099B",
                "s850",
                "bags-purses",
                "Jumbo Bag Red Retrospot",
                null,
                null,
                null,
                null,
                List.of("85099B-0", "85099B-1"),
                null,
                "GBP",
                null,
                List.of("synthetic-resin", "textile"));
        assertGolden(
                "ListingPublished/1-minimal.json",
                PlatformEvent.listingPublished(listing, 1, Instant.parse("2026-09-28T01:00:00Z")));
    }

    @Test
    void an_answer_repeats_what_it_answers() throws Exception {
        JsonNode golden = golden("BlockReported/1-minimal.json");
        BlockRequest request = new BlockRequest(
                UUID.randomUUID(),
                AT,
                "2026-10:85099B",
                golden.get("blockId").textValue(),
                golden.get("listingId").textValue(),
                List.of(),
                AT,
                1,
                null);
        JsonNode told = tree(PlatformEvent.blockReported(
                request, Instant.parse(golden.get("reportedAt").textValue())));

        assertEquals(fields(golden), fields(told));
        assertEquals(golden.get("blockId"), told.get("blockId"));
    }

    /** Apart from the event's id, which follows from what it tells. */
    private static void assertGolden(String name, PlatformEvent event) throws IOException {
        JsonNode told = tree(event);
        JsonNode golden = golden(name);
        ((ObjectNode) golden).set("eventId", told.get("eventId"));
        assertEquals(fields(golden), fields(told));
        assertEquals(golden, told);
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = PlatformEventTest.class.getResourceAsStream("/golden/" + name)) {
            return MAPPER.readTree(file);
        }
    }

    private static JsonNode tree(PlatformEvent event) throws IOException {
        return MAPPER.readTree(Json.bytes(event));
    }
}
