package org.importsafety.testing.lab;

import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.putPlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
