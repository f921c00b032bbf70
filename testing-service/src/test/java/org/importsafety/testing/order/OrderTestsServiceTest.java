package org.importsafety.testing.order;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.events;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.orderOf;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.productSelected;
import static org.importsafety.testing.Fixtures.putPlan;
import static org.importsafety.testing.Fixtures.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class OrderTestsServiceTest {

    @Test
    void a_selected_product_is_ordered_from_a_laboratory_that_can_test_it() {
        JsonPath order = ordered("2026-01", "NECKLACE", "jewellery", "ADULT");
        assertEquals("ORDERED", order.getString("status"));
        assertEquals(2, order.getInt("planVersion"));
        assertEquals(
                List.of("total-cadmium", "total-lead", "nickel-release"), order.getList("items.item", String.class));
        JsonPath event = events(Topics.TESTING, "2026-01:NECKLACE", 1).get(0);
        assertEquals("TestOrdered", event.getString("type"));
        assertEquals(order.getString("testOrderId"), event.getString("testOrderId"));
        assertEquals(TestOrder.id("2026-01:NECKLACE", 1).toString(), event.getString("testOrderId"));
        assertTrue(List.of("KATRI", "KOTITI", "KTR").contains(event.getString("lab")), event.prettify());
        assertEquals(order.getString("dueOn"), event.getString("dueOn"));
        assertEquals("RS-2022-248", event.getString("items[0].method"));
    }

    @Test
    void the_same_selection_told_twice_makes_one_order() {
        String told = productSelected(UUID.randomUUID(), "2026-02", "TWICE", "toys", "CHILD");
        String again = productSelected(UUID.randomUUID(), "2026-02", "TWICE", "toys", "CHILD");
        String last = productSelected(UUID.randomUUID(), "2026-02", "NOPLAN-2", "bananas", null);
        send(Topics.SELECTION, "TWICE", List.of(told, told, again, last));
        events(Topics.TESTING, "2026-02:NOPLAN-2", 1);
        assertEquals(1, events(Topics.TESTING, "2026-02:TWICE", 1).size());
        as("officer").get("/cases/2026-02:TWICE/verdicts").then().body("orders.size()", equalTo(1));
    }

    @Test
    void what_cannot_be_read_is_parked_and_the_next_selection_is_ordered() {
        String good = productSelected(UUID.randomUUID(), "2026-02", "AFTER-POISON", "cookware", null);
        String unusable = good.replace("\"cookware\"", "null").replace("AFTER-POISON", "POISON");
        send(Topics.SELECTION, "AFTER-POISON", List.of("{no json", unusable, good));
        assertEquals("ORDERED", orderOf("2026-02:AFTER-POISON").getString("status"));
    }

    @Test
    void a_category_without_a_plan_is_unroutable() {
        send(Topics.SELECTION, "B", List.of(productSelected(UUID.randomUUID(), "2026-02", "B", "bananas", null)));
        JsonPath event = events(Topics.TESTING, "2026-02:B", 1).get(0);
        assertEquals("TestUnroutable", event.getString("type"));
        assertEquals("NO_PLAN", event.getString("reason"));
        as("officer").get("/cases/2026-02:B/verdicts").then().statusCode(200).body("unroutable", equalTo("NO_PLAN"));
    }

    @Test
    void an_item_that_no_laboratory_can_do_is_unroutable_until_a_sixth_one_can() {
        putPlan("sixth", "sixth-goods");
        send(Topics.SELECTION, "S1", List.of(productSelected(UUID.randomUUID(), "2026-03", "S1", "sixth-goods", null)));
        assertEquals("NO_LAB", events(Topics.TESTING, "2026-03:S1", 1).get(0).getString("reason"));
        Map<String, Object> sixth =
                Map.of("name", "KTC", "capabilities", List.of(Map.of("category", "sixth-goods", "item", "lead")));
        as("officer").body(sixth).put("/labs/KTC").then().statusCode(201);
        as("officer").body(sixth).put("/labs/KTC").then().statusCode(200);
        as("officer")
                .get("/labs?limit=1&after=KATRI")
                .then()
                .body("items.code", contains("KCL"))
                .body("next", equalTo("KCL"));
        assertEquals("KTC", ordered("2026-03", "S2", "sixth-goods", null).getString("lab"));
    }

    @Test
    void equal_orders_are_shared_evenly() {
        List<String> selections = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            selections.add(productSelected(UUID.randomUUID(), "2026-04", "E" + i, "tableware", "ADULT"));
        }
        send(Topics.SELECTION, "E", selections);
        orderOf("2026-04:E30");
        List<String> labs = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonPath page = as("officer").get("/test-orders?limit=20" + after).jsonPath();
            labs.addAll(page.getList("items.findAll { it.month == '2026-04' }.lab", String.class));
            after = page.getString("next") == null ? null : "&after=" + page.getString("next");
        }
        Map<String, Long> shares = labs.stream().collect(Collectors.groupingBy(lab -> lab, Collectors.counting()));
        assertEquals(31, labs.size());
        assertEquals(3, shares.size());
        assertTrue(Collections.max(shares.values()) - Collections.min(shares.values()) <= 1, shares.toString());
    }

    @Test
    void every_category_of_the_showcase_can_be_tested() {
        for (String category : List.of(
                "toys",
                "children-textile",
                "children-tableware",
                "jewellery",
                "hair-accessories",
                "stationery",
                "footwear",
                "bags-purses",
                "household-textile",
                "umbrellas-rainwear",
                "hot-water-bottles",
                "tableware",
                "food-containers",
                "cookware",
                "cosmetics-bath",
                "candles-incense",
                "lighting-electrical")) {
            String listing = "C-" + category;
            send(
                    Topics.SELECTION,
                    listing,
                    List.of(productSelected(UUID.randomUUID(), "2026-05", listing, category, null)));
        }
        for (String last : List.of("toys", "children-textile", "jewellery", "footwear", "lighting-electrical")) {
            assertEquals(last, orderOf("2026-05:C-" + last).getString("category"));
        }
    }

    @Test
    void a_laboratory_takes_its_order_and_moves_the_sample() {
        JsonPath order = ordered("2026-06", "CUP", "tableware", null);
        String path = "/test-orders/" + order.getString("testOrderId");
        var own = order.getString("lab");
        var other = own.equals("KCL") ? "KTR" : "KCL";
        String received = "{\"step\":\"RECEIVED\",\"sealNo\":\"S-1\"}";

        lab(own).body(received).post(path + "/sample").then().statusCode(409).body("allowed", contains("ACCEPTED"));
        lab(other).post(path + "/acceptance").then().statusCode(403);
        lab(own).post(path + "/acceptance").then().statusCode(201).body("status", equalTo("ACCEPTED"));
        lab(own).post(path + "/acceptance").then().statusCode(200);
        lab(own).body("{\"step\":\"TESTING\"}")
                .post(path + "/sample")
                .then()
                .statusCode(409)
                .body("allowed", contains("BOUGHT", "SHIPPED", "RECEIVED", "UNAVAILABLE"));
        lab(own).body(received).post(path + "/sample").then().statusCode(201).body("sampleStep", equalTo("RECEIVED"));
        lab(own).body(received).post(path + "/sample").then().statusCode(200).body("sampleStep", equalTo("RECEIVED"));
        lab(own).body("{\"step\":\"TESTING\"}").post(path + "/sample").then().statusCode(201);
        lab(own).body(received).post(path + "/sample").then().statusCode(409);
        lab(own).body("{\"step\":\"RECEIVED\",\"sealNo\":\"S-2\"}")
                .post(path + "/sample")
                .then()
                .statusCode(409)
                .body("allowed", contains("STORED", "MORE_NEEDED", "MISMATCH"));
        lab(own).body("{\"step\":\"LOST\"}")
                .post(path + "/sample")
                .then()
                .statusCode(422)
                .body("errors.field", contains("step"));
        lab(own).body("{}").post(path + "/sample").then().statusCode(422).body("errors.field", contains("step"));
        lab(own).body("{").post(path + "/sample").then().statusCode(400);

        List<JsonPath> events = events(Topics.TESTING, "2026-06:CUP", 3);
        assertEquals(
                List.of("TestOrdered", "SampleMoved", "SampleMoved"),
                events.stream().map(event -> event.getString("type")).toList());
        assertEquals("S-1", events.get(1).getString("sealNo"));
    }

    @Test
    void a_laboratory_sees_its_own_orders_only() {
        JsonPath order = ordered("2026-07", "POT", "cookware", null);
        String own = order.getString("lab");
        String other = own.equals("KCL") ? "KTR" : "KCL";
        String id = order.getString("testOrderId");
        lab(own).get("/test-orders?lab=" + own + "&status=ORDERED&limit=1000")
                .then()
                .statusCode(200)
                .body("items.testOrderId", hasItem(id))
                .body("items.lab", everyItem(equalTo(own)))
                .body("items.status", everyItem(equalTo("ORDERED")))
                .body("next", nullValue());
        lab(other).get("/test-orders?limit=1000").then().statusCode(200).body("items.testOrderId", not(hasItem(id)));
        lab(other).get("/test-orders?lab=" + own).then().statusCode(403);
        lab(other).get("/test-orders/" + id).then().statusCode(403);
        lab(null).get("/test-orders").then().statusCode(403);
        as("officer").get("/test-orders/" + id).then().statusCode(200);
        as("platform").get("/test-orders").then().statusCode(403);
        io.restassured.RestAssured.get("/test-orders").then().statusCode(401);
        as("officer").get("/test-orders/nothing").then().statusCode(404);
        as("officer").get("/test-orders?status=LOST").then().statusCode(400);
        as("officer").get("/test-orders?after=x").then().statusCode(400);
    }

    @Test
    void a_plan_version_changes_until_it_is_used() {
        Map<String, Object> plan = putPlan("frozen", "frozen-goods");
        Map<String, Object> other = new java.util.HashMap<>(plan);
        other.put("to", "2090-01-01");
        as("officer").body(plan).put("/plans/frozen/versions/1").then().statusCode(200);
        as("officer")
                .body(other)
                .put("/plans/frozen/versions/1")
                .then()
                .statusCode(200)
                .body("to", equalTo("2090-01-01"));
        as("officer")
                .body(Map.of("name", "FROZEN", "capabilities", List.of(Map.of("category", "frozen-goods"))))
                .put("/labs/FROZEN")
                .then()
                .statusCode(201);
        ordered("2026-08", "F1", "frozen-goods", null);
        as("officer").body(plan).put("/plans/frozen/versions/1").then().statusCode(409);
        as("officer").body(other).put("/plans/frozen/versions/1").then().statusCode(200);
        as("officer").body(plan).put("/plans/frozen/versions/2").then().statusCode(201);
        assertEquals(2, ordered("2026-08", "F2", "frozen-goods", null).getInt("planVersion"));
        lab("KTR").get("/plans/frozen/versions/2").then().statusCode(200).body("limits[0].limit", equalTo("90"));
        lab("KTR").body(plan).put("/plans/frozen/versions/3").then().statusCode(403);
        as("officer").get("/plans/frozen/versions/9").then().statusCode(404);
        as("officer").get("/plans?limit=3").then().statusCode(200).body("items.size()", equalTo(3));
        as("officer")
                .get("/plans?limit=3&after=toys/1")
                .then()
                .statusCode(200)
                .body("items.plan", not(hasItem("toys")));
    }

    @Test
    void a_bad_plan_or_laboratory_is_refused_by_the_names_of_its_fields() {
        as("officer")
                .body("""
                    {"categories":[],"ageGroups":["OLD"],"from":"2026-02-01","to":"2026-01-01","decisionRule":"GUESS",
                     "limits":[{"item":"lead","method":"M","comparator":"LE","unit":"furlong","source":"s","verified":true},
                               {"item":"ph","method":"M","comparator":"RANGE","limit":"9","upper":"4","unit":"pH","source":"s"},
                               {"item":"mit","method":"M","comparator":"PASS","limit":"1","unit":"1","sumOf":["a"],"verified":true}]}\
                    """)
                .put("/plans/bad/versions/1")
                .then()
                .statusCode(422)
                .body(
                        "errors.field",
                        contains(
                                "categories",
                                "ageGroups",
                                "to",
                                "decisionRule",
                                "limits[0].unit",
                                "limits[0].limit",
                                "limits[1].verified",
                                "limits[1].upper",
                                "limits[2].source",
                                "limits[2].sumOf",
                                "limits[2].limit"));
        as("officer").body("{\"limits\":7}").put("/plans/bad/versions/1").then().statusCode(422);
        as("officer")
                .body("{\"capacity\":0,\"capabilities\":[{}]}")
                .put("/labs/x")
                .then()
                .statusCode(422)
                .body("errors.field", contains("name", "capacity", "capabilities[0].category", "lab"));
    }
}
