package org.importsafety.testing.lab;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.putPlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class LabServiceTest {

    @Test
    void a_laboratory_added_by_rest_gets_orders_at_once_and_a_suspended_one_none() {
        putPlan("rotation", "rotation-goods");
        put("ROT-A", 201, lab("rotation-goods"));
        put("ROT-B", 201, lab("rotation-goods"));
        assertEquals(List.of("ROT-A", "ROT-B", "ROT-A"), laboratoriesOf("R", 3));

        put("ROT-C", 201, lab("rotation-goods"));
        assertEquals("ROT-C", laboratoriesOf("NEW", 1).get(0));

        Map<String, Object> suspended = lab("rotation-goods");
        suspended.put("suspended", true);
        put("ROT-B", 200, suspended);
        List<String> without = laboratoriesOf("WITHOUT", 6);
        assertTrue(!without.contains("ROT-B"), without.toString());
        assertEquals(3, Collections.frequency(without, "ROT-A"), without.toString());

        put("ROT-B", 200, lab("rotation-goods"));
        assertEquals("ROT-B", laboratoriesOf("BACK", 1).get(0));
    }

    @Test
    void what_changed_about_a_laboratory_is_kept_once() {
        put("WORDS", 201, lab("words-goods"));
        put("WORDS", 200, lab("words-goods"));
        Map<String, Object> smaller = lab("words-goods");
        smaller.put("capacity", 3);
        put("WORDS", 200, smaller);
        put("WORDS", 200, smaller);
        as("auditor")
                .get("/audit?subject=WORDS")
                .then()
                .statusCode(200)
                .body("items.action", contains("LAB_CHANGED", "LAB_ADDED"))
                .body("items.detail", contains("capacity 3", "name A test; tests words-goods"));
        JsonPath first = as("officer").get("/audit?subject=WORDS&limit=1").jsonPath();
        assertEquals(List.of("LAB_CHANGED"), first.getList("items.action"));
        as("officer")
                .get("/audit?subject=WORDS&limit=1&after=" + first.getString("next"))
                .then()
                .body("items.action", contains("LAB_ADDED"))
                .body("next", nullValue());
        as("officer")
                .get("/audit?subject=WORDS&action=LAB_ADDED&actor=somebody")
                .then()
                .body("items.action", contains("LAB_ADDED"));
        as("officer").get("/audit?subject=WORDS&actor=nobody").then().body("items", empty());
        as("officer").get("/audit?after=x").then().statusCode(400).body("errors.field", contains("after"));
        as("platform").get("/audit").then().statusCode(403);
    }

    private static List<String> laboratoriesOf(String listings, int count) {
        List<String> labs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labs.add(ordered("2027-01", listings + i, "rotation-goods", null).getString("lab"));
        }
        return labs;
    }

    private static Map<String, Object> lab(String category) {
        return new LinkedHashMap<>(Map.of("name", "A test", "capabilities", List.of(Map.of("category", category))));
    }

    private static void put(String lab, int status, Map<String, Object> body) {
        as("officer").body(body).put("/labs/" + lab).then().statusCode(status);
    }
}
