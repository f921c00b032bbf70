package org.importsafety.sandbox.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.importsafety.infra.LocalKafka;
import org.importsafety.infra.LocalTopics;
import org.importsafety.sandbox.Json;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.TopicReader;
import org.importsafety.sandbox.WebServer;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.platform.BlockDesk;
import org.importsafety.sandbox.platform.Platform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop over HTTP, with what it hears and tells on a real Kafka; every test has an item of its own. */
class ShopTest {

    private static final Instant NOW = Instant.parse("2011-06-10T00:00:00Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Inputs INPUTS = new Inputs(
            Stream.of("duck", "ball", "lamp", "mug", "bag", "toy", "kite", "car")
                    .map(ShopTest::listing)
                    .toList(),
            List.of(new OrderLine("536365", 1, "duck", "duck-0", "c1", 2, 500, "GBP", NOW.minusSeconds(9), false)),
            List.of(),
            Map.of());

    @TempDir
    static Path folder;

    private static LocalKafka kafka;
    private static Platform platform;
    private static BlockDesk desk;
    private static Thread deskThread;
    private static WebServer server;
    private static KafkaProducer<String, String> programme;

    @BeforeAll
    static void open() throws Exception {
        kafka = LocalKafka.start(folder, 0);
        LocalTopics.create(kafka.bootstrapServers());
        platform = new Platform(kafka.bootstrapServers());
        Story story = new Story(new PrintStream(PrintStream.nullOutputStream()), false);
        ProgrammeTime time = new ProgrammeTime(NOW, Instant.now(), 1);
        desk = new BlockDesk(kafka.bootstrapServers(), platform, time, 1, false, false, false, blocked -> {}, story);
        deskThread = new Thread(desk);
        deskThread.start();
        server = WebServer.start(0);
        server.serve("/", Shop.of(INPUTS, NOW, desk.offSale(), desk.refunds(), desk.notices(), platform, time, story));
        programme = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    @AfterAll
    static void close() throws InterruptedException {
        server.close();
        deskThread.interrupt();
        deskThread.join();
        programme.close();
        platform.close();
        kafka.close();
    }

    @Test
    void a_purchase_is_told_on_the_topic_and_shown_to_its_buyer() throws Exception {
        Visitor visitor = new Visitor(server.port());
        visitor.put("ball", 3);
        assertTrue(visitor.get("/checkout").body().contains("Pay £3.75"));

        HttpResponse<String> paid = visitor.post("/checkout");

        assertEquals(303, paid.statusCode());
        String page =
                visitor.get(paid.headers().firstValue("Location").orElseThrow()).body();
        assertTrue(page.contains("is paid (simulated)") && page.contains("Great ball"), page);
        assertTrue(visitor.get("/cart").body().contains("nothing in your cart"));
        assertFalse(new Visitor(server.port()).get("/orders").body().contains("Great ball"));
        JsonNode told = told(Platform.ORDERS, "ball");
        assertEquals("OrderLinePaid", told.get("type").textValue());
        assertEquals(1, told.get("version").intValue());
        assertEquals("ball-0", told.get("sku").textValue());
        assertEquals(3, told.get("quantity").intValue());
        assertEquals(375, told.get("amount").intValue());
        assertTrue(told.get("buyerRef").textValue().matches("v-[0-9a-f-]{36}"), told.toString());
        assertFalse(Instant.parse(told.get("paidAt").textValue()).isBefore(NOW));
        assertFalse(told.has("cancelled"));
    }

    @Test
    void a_blocked_item_is_gone_from_search_page_cart_and_checkout_and_each_says_why() throws Exception {
        Visitor visitor = new Visitor(server.port());
        visitor.put("lamp", 1);
        visitor.put("mug", 1);
        assertTrue(visitor.get("/?q=lamp").body().contains("Great lamp"));

        block("lamp");

        assertFalse(visitor.get("/?q=lamp").body().contains("Great lamp"));
        String why = "lead 412 mg/kg, limit 100 mg/kg. Tested by KTR, report KTR-7";
        assertSays(410, why, visitor.get("/products/lamp"));
        assertSays(409, why, visitor.post("/cart", "listingId", "lamp", "quantity", "1"));
        HttpResponse<String> cart = visitor.get("/cart");
        assertSays(200, why, cart);
        assertTrue(cart.body().contains("<del>Great lamp</del>"), cart.body());
        assertSays(409, why, visitor.get("/checkout"));
        assertSays(409, why, visitor.post("/checkout"));
        visitor.post("/cart/change", "listingId", "lamp", "sku", "lamp-0", "quantity", "0");
        assertEquals(303, visitor.post("/checkout").statusCode());
        assertTrue(visitor.get("/orders").body().contains("Great mug"));
    }

    @Test
    void a_stranger_that_probes_gets_problems_with_the_reason() throws Exception {
        Visitor stranger = new Visitor(server.port());
        assertEquals(
                201,
                stranger.postJson("/api/checkout", checkout("bag")).statusCode(),
                "before the block it can be bought");

        block("bag");

        assertEquals(0, json(stranger.get("/api/search?q=bag")).get("found").intValue());
        for (HttpResponse<String> refusal : List.of(
                stranger.get("/api/products/bag"),
                stranger.postJson("/api/cart", "{\"listingId\":\"bag\",\"sku\":\"bag-0\",\"quantity\":1}"),
                stranger.postJson("/api/checkout/quote", checkout("bag")),
                stranger.postJson("/api/checkout", checkout("bag")))) {
            assertEquals(
                    "application/problem+json",
                    refusal.headers().firstValue("Content-Type").orElseThrow());
            JsonNode refused = json(refusal).get("refused").get(0);
            assertEquals("BLOCKED", refused.get("reason").textValue());
            assertEquals("KTR-7", refused.get("block").get("reportNo").textValue());
            assertTrue(List.of(409, 410).contains(refusal.statusCode()), refusal.body());
        }
    }

    @Test
    void whoever_asks_what_would_be_to_pay_has_bought_nothing() throws Exception {
        Visitor stranger = new Visitor(server.port());
        JsonNode quote = json(stranger.postJson("/api/checkout/quote", checkout("kite")));
        assertTrue(quote.get("payable").booleanValue(), quote.toString());
        assertEquals(125, quote.get("lines").get(0).get("amount").intValue());
        assertSays(422, "lines", stranger.postJson("/api/checkout/quote", "{\"lines\":[]}"));
        assertSays(404, "UNKNOWN", stranger.postJson("/api/checkout/quote", checkout("nothing")));

        stranger.postJson("/api/checkout", checkout("kite"));

        JsonNode first = told(Platform.ORDERS, "kite");
        assertEquals("OrderLinePaid", first.get("type").textValue());
        assertEquals(1, first.get("quantity").intValue(), "only what was bought is told");
    }

    @Test
    void what_the_shop_pays_back_itself_is_told_on_the_topic_and_never_more_than_was_paid() throws Exception {
        Visitor visitor = new Visitor(server.port());
        JsonNode order = json(visitor.postJson("/api/checkout", checkout("car")));
        String refunds = "/api/orders/" + order.get("orderId").textValue() + "/refunds";
        int paid = order.at("/lines/0/amount").intValue();

        String half = "{\"lineNo\":1,\"refundRef\":\"r-1\",\"amount\":%d}".formatted(paid / 2);
        assertEquals(201, visitor.postJson(refunds, half).statusCode());

        JsonNode told = lastTold(order.get("orderId").textValue());
        assertEquals("OrderLineRefunded", told.get("type").textValue());
        assertEquals(paid / 2, told.get("amount").intValue());
        assertEquals("r-1", told.get("refundRef").textValue());
        assertSays(
                422,
                "\"field\":\"amount\"",
                visitor.postJson(refunds, half.replace(String.valueOf(paid / 2), String.valueOf(paid + 1))));
        assertSays(422, "\"field\":\"lineNo\"", visitor.postJson(refunds, half.replace("1,", "2,")));
        assertEquals(404, visitor.postJson("/api/orders/nobody/refunds", half).statusCode());
    }

    @Test
    void what_is_released_is_on_sale_again() throws Exception {
        Visitor visitor = new Visitor(server.port());
        block("toy");

        tell(
                "enforcement.v1",
                "toy",
                "{\"type\":\"SaleUnblocked\",\"version\":2,\"blockId\":\"b-toy\",\"listingId\":\"toy\"}");
        tell("enforcement.block-list.v1", "toy", null);

        Awaitility.await("on sale again")
                .until(() -> visitor.get("/products/toy").statusCode() == 200);
    }

    @Test
    void an_order_shows_its_refund() throws Exception {
        Visitor visitor = new Visitor(server.port());
        JsonNode order = json(visitor.postJson("/api/checkout", checkout("mug")));
        String orderId = order.get("orderId").textValue();
        String refund =
                "{\"type\":\"%s\",\"version\":%d,\"occurredAt\":\"2011-06-12T00:00:00Z\",\"refundId\":\"r\",\"orderId\":\"%s\",\"lineNo\":1,\"amount\":125,\"currency\":\"GBP\"}";

        tell("refund.v1", orderId, refund.formatted("RefundSettled", 2, orderId));
        tell("refund.v1", orderId, refund.formatted("RefundRequested", 1, orderId));

        Awaitility.await("the refund")
                .until(() -> visitor.get("/orders?order=" + orderId).body().contains("£1.25 paid back on"));
        JsonNode line = json(visitor.get("/api/orders/" + orderId)).get("lines").get(0);
        assertEquals("SETTLED", line.get("refund").get("state").textValue());
        assertTrue(visitor.get("/orders?order=536365").body().contains("An order of the played data"));
        assertEquals(404, visitor.get("/orders?order=1").statusCode());
    }

    @Test
    void the_buyer_of_a_blocked_item_reads_on_the_order_what_the_programme_says_and_nobody_can_put_markup_into_it()
            throws Exception {
        Visitor visitor = new Visitor(server.port());
        String orderId = json(visitor.postJson("/api/checkout", checkout("mug")))
                .get("orderId")
                .textValue();
        String buyer = lastTold(orderId).get("buyerRef").textValue();

        tell("refund.v1", "n", """
                {"type":"BuyerNoticeRequested","version":1,"eventId":"%1$s","occurredAt":"%2$s","noticeId":"%1$s",
                 "caseId":"2011-05:mug","listingId":"mug","buyerRef":"%3$s","language":"en","title":"Stop using mug",
                 "text":"It <b>breaks</b>.","amounts":[]}""".formatted(UUID.randomUUID(), NOW, buyer));

        Awaitility.await("the notice")
                .until(() -> visitor.get("/orders?order=" + orderId).body().contains("<h3>Stop using mug</h3>"));
        assertTrue(visitor.get("/orders?order=" + orderId).body().contains("It &lt;b&gt;breaks&lt;/b&gt;."));
    }

    @Test
    void what_makes_no_sense_is_refused_by_name() throws Exception {
        Visitor visitor = new Visitor(server.port());
        assertEquals(404, visitor.get("/products/nothing").statusCode());
        assertEquals(404, visitor.get("/nothing").statusCode());
        assertEquals(
                404,
                visitor.postJson("/api/cart", "{\"listingId\":\"nothing\",\"quantity\":1}")
                        .statusCode());
        assertSays(422, "aria-invalid", visitor.post("/cart", "listingId", "duck", "quantity", "100"));
        assertSays(422, "Quantity: ", visitor.post("/cart", "listingId", "duck", "quantity", "two"));
        assertSays(
                422,
                "lines[0].quantity",
                visitor.postJson("/api/checkout", checkout("duck").replace(":1", ":0")));
        assertSays(422, "buyerRef", visitor.postJson("/api/checkout", "{\"lines\":[]}"));
        assertEquals(400, visitor.postJson("/api/cart", "{").statusCode());
        assertEquals(415, visitor.post("/api/cart", "listingId", "duck").statusCode());
        assertEquals(413, visitor.postJson("/api/cart", " ".repeat(20_000)).statusCode());
        assertEquals(405, visitor.postJson("/api/search", "{}").statusCode());
    }

    @Test
    void every_page_says_that_it_is_a_simulation_in_the_visitors_language() throws Exception {
        Visitor visitor = new Visitor(server.port());
        for (String path : List.of("/", "/products/duck", "/cart", "/orders", "/nothing")) {
            assertTrue(visitor.get(path).body().contains("This shop is a simulation"), path);
        }
        assertTrue(visitor.get("/products/duck?lang=ko").body().contains("<html lang=\"ko\">"));
        assertTrue(visitor.get("/cart").body().contains("모의 쇼핑몰"), "remembered");
    }

    @Test
    void orders_of_an_earlier_run_are_recalled_from_the_topic() throws Exception {
        Visitor visitor = new Visitor(server.port());
        String orderId = json(visitor.postJson("/api/checkout", checkout("duck")))
                .get("orderId")
                .textValue();
        Orders orders = new Orders(List.of(), NOW);

        TopicReader.replay(kafka.bootstrapServers(), List.of(Platform.ORDERS), orders::recall);

        assertEquals(
                orderId,
                orders.of("probe").stream()
                        .filter(order -> order.lines().get(0).listingId().equals("duck"))
                        .findFirst()
                        .orElseThrow()
                        .orderId());
    }

    private static void block(String listing) {
        tell("enforcement.v1", listing, """
                {"type":"SaleBlocked","version":1,"eventId":"%s","occurredAt":"2011-06-11T00:00:00Z","caseId":"2011-05:%2$s","blockId":"b-%2$s","listingId":"%2$s",
                "skus":[],"ground":"SAFETY_NONCONFORMITY","lab":"KTR","reportNo":"KTR-7","blockedAt":"2011-06-11T00:00:00Z","attempt":1,
                "nonconformities":[{"item":"total-lead","part":"body","measured":"412","comparator":"LE","limit":"100","unit":"mg/kg"}]}""".formatted(UUID.randomUUID(), listing));
        Awaitility.await("block of " + listing).until(() -> desk.offSale().of(listing) != null);
    }

    private static void tell(String topic, String key, String value) {
        programme.send(new ProducerRecord<>(topic, key, value));
        programme.flush();
    }

    private static JsonNode told(String topic, String listing) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        TopicReader.replay(kafka.bootstrapServers(), List.of(topic), record -> {
            JsonNode event = MAPPER.readTree(record.value());
            if (event.path("listingId").asText().equals(listing)) {
                found.add(event);
            }
        });
        assertEquals(1, found.size(), found.toString());
        return found.get(0);
    }

    private static JsonNode lastTold(String orderId) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        TopicReader.replay(kafka.bootstrapServers(), List.of(Platform.ORDERS), record -> {
            if (new String(record.key(), StandardCharsets.UTF_8).equals(orderId)) {
                found.add(MAPPER.readTree(record.value()));
            }
        });
        return found.get(found.size() - 1);
    }

    private static String checkout(String listing) {
        return new String(
                Json.bytes(Map.of("buyerRef", "probe", "lines", List.of(Map.of("listingId", listing, "quantity", 1)))),
                StandardCharsets.UTF_8);
    }

    private static void assertSays(int status, String part, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains(part), response.body());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return MAPPER.readTree(response.body());
    }

    private static Listing listing(String id) {
        return new Listing(
                id,
                "s",
                "toys",
                "Great " + id,
                null,
                null,
                null,
                null,
                List.of(id + "-0"),
                125L,
                "GBP",
                null,
                List.of());
    }
}
