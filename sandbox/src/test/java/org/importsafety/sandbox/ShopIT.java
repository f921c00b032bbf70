package org.importsafety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.importsafety.sandbox.shop.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A purchase in the shop while the month is played: before the block it works, after it nothing does, and the money comes back. */
@Tag("full")
class ShopIT {

    private static final Path SMALL = Path.of("src/test/resources/small-month").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A toy that is selected and, as all are to fail, blocked. */
    private static final String FAILING = "22437";

    private static final String UNTESTED = "20831";

    @TempDir
    Path folder;

    @Test
    void what_is_bought_before_its_block_is_refunded_and_cannot_be_bought_again() throws Exception {
        Path out = folder.resolve("out");
        int base = RunProcess.freePortBase();
        try (RunProcess run = RunProcess.start(
                "--listings",
                SMALL.resolve("listings.csv").toString(),
                "--orders",
                SMALL.resolve("orders.csv").toString(),
                "--plan",
                SMALL.resolve("plan.csv").toString(),
                "--month",
                "2011-03",
                "--failures",
                "1",
                "--speed",
                "14400",
                "--port-base",
                String.valueOf(base),
                "--out",
                out.toString())) {
            run.awaitLine("the shop at http://localhost:" + (base + 10));
            Visitor visitor = new Visitor(base + 10);
            visitor.put(FAILING, 2);
            assertEquals(303, visitor.post("/checkout").statusCode());
            JsonNode order = JSON.readTree(
                    visitor.postJson("/api/checkout", checkout(FAILING)).body());
            visitor.put(FAILING, 1);
            visitor.put(UNTESTED, 1);

            run.awaitLine("Month 2011-03 has ended.");

            assertFalse(visitor.get("/?q=" + FAILING).body().contains("/products/" + FAILING));
            assertRefused(410, visitor.get("/products/" + FAILING));
            assertRefused(409, visitor.post("/cart", "listingId", FAILING, "quantity", "1"));
            assertRefused(200, visitor.get("/cart"));
            assertRefused(409, visitor.post("/checkout"));
            assertRefused(409, visitor.postJson("/api/checkout", checkout(FAILING)));
            visitor.post("/cart/change", "listingId", FAILING, "sku", FAILING + "-0", "quantity", "0");
            assertEquals(303, visitor.post("/checkout").statusCode(), "the rest of the cart is still for sale");
            assertRefunded(visitor, order.get("orderId").textValue(), out);
            assertTrue(visitor.get("/orders").body().contains("paid back on"));
        }
    }

    private static void assertRefunded(Visitor visitor, String orderId, Path out) throws Exception {
        String address = "/api/orders/" + orderId;
        Awaitility.await("the refund of " + orderId)
                .atMost(Duration.ofSeconds(30))
                .until(() -> visitor.get(address).body().contains("\"SETTLED\""));
        JsonNode line = JSON.readTree(visitor.get(address).body()).get("lines").get(0);
        assertEquals(line.get("amount"), line.get("refund").get("amount"));
        String row = ",%s,1,%s,%d,GBP,SETTLED"
                .formatted(orderId, FAILING, line.get("amount").longValue());
        assertEquals(
                1,
                Files.readAllLines(out.resolve("refunds.csv")).stream()
                        .filter(refund -> refund.endsWith(row))
                        .count(),
                row);
    }

    private static void assertRefused(int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains("off sale because it does not meet the safety standard"), response.body());
        assertTrue(response.body().contains("Tested by "), response.body());
    }

    private static String checkout(String listing) {
        return "{\"buyerRef\":\"stranger\",\"lines\":[{\"listingId\":\"" + listing + "\",\"quantity\":1}]}";
    }
}
