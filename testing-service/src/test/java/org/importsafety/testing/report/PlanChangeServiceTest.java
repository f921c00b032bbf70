package org.importsafety.testing.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a new plan version changes, what it would have changed, and that a verdict comes out the same for ever. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class PlanChangeServiceTest {
    @TempDir
    Path folder;

    @Test
    void a_limit_changed_after_the_order_changes_nothing_about_it() {
        laboratory("pinned-goods");
        put("pinned", 1, plan("pinned-goods", "100", "SIMPLE_ACCEPTANCE")).statusCode(201);
        JsonPath before = ordered("2026-10", "PINNED-1", "pinned-goods", null);
        put("pinned", 2, plan("pinned-goods", "90", "SIMPLE_ACCEPTANCE")).statusCode(201);
        JsonPath after = ordered("2026-10", "PINNED-2", "pinned-goods", null);
        assertEquals(List.of(1, 2), List.of(before.getInt("planVersion"), after.getInt("planVersion")));
        post(before, "PIN-1", "95", null).statusCode(201).body("verdict", equalTo("PASS"));
        post(after, "PIN-2", "95", null).statusCode(201).body("verdict", equalTo("FAIL"));
        as("officer")
                .get("/audit?subject=pinned/2")
                .then()
                .statusCode(200)
                .body("items.action", contains("PLAN_PUT"))
                .body("items.detail", contains("CREATED"));
    }

    @Test
    void the_rule_of_the_plan_decides_and_is_told() {
        laboratory("guarded-goods");
        put("guarded", 1, plan("guarded-goods", "100", "GUARDED_ACCEPTANCE")).statusCode(201);
        JsonPath order = ordered("2026-10", "GUARDED-1", "guarded-goods", null);
        post(order, "G-1", "98", "5")
                .statusCode(201)
                .body("verdict", equalTo("INCONCLUSIVE"))
                .body("reason", equalTo("lead: IN_GUARD_BAND"))
                .body("marginal", equalTo(true));
        as("officer")
                .get("/cases/2026-10:GUARDED-1/verdicts")
                .then()
                .body("orders[0].reports[0].decisionRule", equalTo("GUARDED_ACCEPTANCE"))
                .body("orders[0].reports[0].findings[0].reason", equalTo("IN_GUARD_BAND"));
    }

    @Test
    void a_dry_run_names_the_passed_items_that_would_fail_and_stores_nothing() {
        laboratory("tried-goods");
        put("tried", 1, plan("tried-goods", "100", "SIMPLE_ACCEPTANCE")).statusCode(201);
        List<String> values = List.of("50", "95", "96", "150");
        for (int i = 0; i < values.size(); i++) {
            post(ordered("2026-10", "TRIED-" + i, "tried-goods", null), "T-" + i, values.get(i), null)
                    .statusCode(201);
        }
        Map<String, Object> stricter = plan("tried-goods", "90", "SIMPLE_ACCEPTANCE");
        String path = "/plans/tried/versions/2/dry-run";
        JsonPath all = as("officer")
                .body(stricter)
                .post(path)
                .then()
                .statusCode(200)
                .body("reports", equalTo(4))
                .body("changed", equalTo(2))
                .body("passedThatFail", equalTo(2))
                .body("next", nullValue())
                .body("items.before", contains("PASS", "PASS"))
                .body("items.after", contains("FAIL", "FAIL"))
                .extract()
                .jsonPath();
        assertEquals(
                List.of("2026-10:TRIED-1", "2026-10:TRIED-2"),
                all.getList("items.caseId", String.class).stream().sorted().toList());
        assertEquals("90", all.getString("items[0].nonconformities[0].limit"));
        JsonPath first = as("officer").body(stricter).post(path + "?limit=1").jsonPath();
        assertEquals(all.getString("items[0].caseId"), first.getString("items[0].caseId"));
        as("officer")
                .body(stricter)
                .post(path + "?limit=1&after=" + first.getString("next"))
                .then()
                .body("items.caseId", contains(all.getString("items[1].caseId")))
                .body("changed", equalTo(2))
                .body("next", nullValue());
        as("officer").get("/plans/tried/versions/2").then().statusCode(404);
        as("officer").get("/cases/2026-10:TRIED-1/verdicts").then().body("orders[0].reports", hasSize(1));
    }

    @Test
    void a_dry_run_by_another_kind_of_limit_leaves_the_report_open() {
        laboratory("kind-goods");
        put("kind", 1, plan("kind-goods", "100", "SIMPLE_ACCEPTANCE")).statusCode(201);
        post(ordered("2026-10", "KIND-1", "kind-goods", null), "K-1", "50", null)
                .statusCode(201);
        Map<String, Object> other = plan("kind-goods", "1", "SIMPLE_ACCEPTANCE");
        limit(other).put("unit", "mm");
        as("officer")
                .body(other)
                .post("/plans/kind/versions/2/dry-run")
                .then()
                .statusCode(200)
                .body("items.reason", contains("lead: NOT_COMPARABLE"));
    }

    @Test
    void a_dry_run_is_checked_like_the_plan_itself() {
        Map<String, Object> bad = plan("tried-goods", "90", "TOSS_A_COIN");
        limit(bad).put("sumOf", List.of("lead", "tin"));
        as("officer")
                .body(bad)
                .post("/plans/tried/versions/0/dry-run")
                .then()
                .statusCode(422)
                .body("errors.field", contains("decisionRule", "limits[0].sumOf", "version"));
        as("officer").post("/plans/tried/versions/2/dry-run").then().statusCode(400);
        as("officer")
                .body(plan("tried-goods", "90", "BUILT_IN"))
                .post("/plans/tried/versions/2/dry-run?after=x")
                .then()
                .statusCode(400);
        lab("KTR")
                .body(plan("tried-goods", "90", "BUILT_IN"))
                .post("/plans/tried/versions/2/dry-run")
                .then()
                .statusCode(403);
    }

    @Test
    void a_sum_is_of_two_or_more_others_and_an_upper_limit() {
        Map<String, Object> plan = plan("sum-goods", "0.1", "SIMPLE_ACCEPTANCE");
        for (List<String> wrong :
                List.of(List.of("tin"), List.of("tin", "tin"), List.of("tin", "lead"), List.of("tin", ""))) {
            limit(plan).put("sumOf", wrong);
            put("sum", 1, plan).statusCode(422).body("errors.field", contains("limits[0].sumOf"));
        }
        limit(plan).put("sumOf", List.of("tin", "zinc"));
        limit(plan).put("comparator", "GE");
        put("sum", 1, plan).statusCode(422).body("errors.field", contains("limits[0].sumOf"));
        limit(plan).put("comparator", "LT");
        put("sum", 1, plan).statusCode(201).body("limits[0].sumOf", contains("tin", "zinc"));
        as("officer").get("/plans/sum/versions/1").then().body("limits[0].sumOf", contains("tin", "zinc"));
    }

    @Test
    void versions_that_clash_are_refused() {
        put("clash", 1, plan("clash-goods", "100", "SIMPLE_ACCEPTANCE")).statusCode(201);
        put("rival", 1, plan("clash-goods", "90", "SIMPLE_ACCEPTANCE"))
                .statusCode(422)
                .body("errors.field", contains("categories"))
                .body("errors[0].message", containsString("clash version 1"));
        Map<String, Object> earlier = plan("clash-goods", "90", "SIMPLE_ACCEPTANCE");
        earlier.put("from", "1999-01-01");
        put("clash", 2, earlier).statusCode(422).body("errors.field", contains("from"));
        put("clash", 2, plan("clash-goods", "90", "SIMPLE_ACCEPTANCE")).statusCode(201);
        Map<String, Object> forChildren = plan("clash-goods", "90", "SIMPLE_ACCEPTANCE");
        forChildren.put("ageGroups", List.of("CHILD"));
        put("rival", 1, forChildren).statusCode(201);
    }

    @Test
    void an_exported_case_verifies_and_one_changed_digit_is_named() throws IOException {
        laboratory("exported-goods");
        put("exported", 1, plan("exported-goods", "100", "SIMPLE_ACCEPTANCE")).statusCode(201);
        JsonPath order = ordered("2026-10", "EXPORTED", "exported-goods", null);
        post(order, "E-1", "123.4", "5").statusCode(201).body("verdict", equalTo("FAIL"));
        String exported = as("auditor")
                .get("/cases/2026-10:EXPORTED/export")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("2026-10-EXPORTED.json"))
                .extract()
                .asString();
        lab("KTR").get("/cases/2026-10:EXPORTED/export").then().statusCode(403);
        as("officer").get("/cases/2026-10:NOBODY/export").then().statusCode(404);

        Ran as = verify(exported);
        assertEquals(0, as.code(), as.said());
        assertTrue(as.said().contains("2026-10:EXPORTED, 1 verdicts, all as recorded"), as.said());

        Ran measured = verify(replaceOnce(exported, "\"value\":\"123.4\"", "\"value\":\"123.5\""));
        assertEquals(1, measured.code());
        assertTrue(measured.said().contains("E-1 revision 0, content hash of the document"), measured.said());
        assertTrue(
                measured.said().contains("verdict.findings[0].measured: recorded 123.4, computed 123.5"),
                measured.said());

        Ran uncertainty = verify(replaceOnce(exported, "\"uncertainty\":\"5\"", "\"uncertainty\":\"6\""));
        assertEquals(1, uncertainty.code());
        Ran ratio = verify(replaceOnce(exported, "\"ratio\":\"1.23\"", "\"ratio\":\"1.24\""));
        assertEquals(1, ratio.code());
        assertTrue(
                ratio.said().contains("verdict.nonconformities[0].ratio: recorded 1.24, computed 1.23"), ratio.said());
        Ran outcome = verify(replaceOnce(exported, "\"outcome\":\"FAIL\"", "\"outcome\":\"PASS\""));
        assertTrue(outcome.said().contains("verdict.outcome: recorded PASS, computed FAIL"), outcome.said());
        Ran limit = verify(replaceOnce(exported, "\"limit\":\"100\",\"upper\"", "\"limit\":\"200\",\"upper\""));
        assertTrue(limit.said().contains("verdict.outcome: recorded FAIL, computed PASS"), limit.said());
    }

    @Test
    void what_is_no_exported_case_is_told_apart_from_a_difference() throws IOException {
        assertEquals(2, verify("{\"orders\":7}").code());
        assertEquals(2, verify("{}").code());
        assertEquals(2, verify("no json").code());
        assertEquals(2, run(folder.resolve("absent").toString()).code());
        assertEquals(2, run().code());
        Ran help = run("--help");
        assertEquals(0, help.code());
        assertTrue(help.said().contains("verify-case"), help.said());
    }

    private record Ran(int code, String said) {}

    private Ran verify(String exported) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "case", ".json"), exported);
        return run(file.toString());
    }

    private static Ran run(String... arguments) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new VerifyCase())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments);
        return new Ran(code, said.toString());
    }

    private static String replaceOnce(String text, String old, String now) {
        String changed = text.replaceFirst(java.util.regex.Pattern.quote(old), now);
        assertNotEquals(text, changed, old + " is not in " + text);
        return changed;
    }

    private static void laboratory(String category) {
        Map<String, Object> body = Map.of("name", category, "capabilities", List.of(Map.of("category", category)));
        as("officer")
                .body(body)
                .put("/labs/" + category.split("-")[0].toUpperCase(Locale.ROOT))
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse put(String plan, int version, Map<String, Object> body) {
        return as("officer")
                .body(body)
                .put("/plans/" + plan + "/versions/" + version)
                .then();
    }

    /** One limit on lead, in mg/kg. */
    private static Map<String, Object> plan(String category, String limit, String rule) {
        Map<String, Object> lead = new LinkedHashMap<>(Map.of(
                "item",
                "lead",
                "method",
                "M",
                "comparator",
                "LE",
                "limit",
                limit,
                "unit",
                "mg/kg",
                "source",
                "a test"));
        lead.put("verified", true);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("categories", List.of(category));
        body.put("from", "2000-01-01");
        body.put("decisionRule", rule);
        body.put("limits", new ArrayList<>(List.of(lead)));
        return body;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> limit(Map<String, Object> plan) {
        return ((List<Map<String, Object>>) plan.get("limits")).get(0);
    }

    private static ValidatableResponse post(JsonPath order, String reportNo, String value, String uncertainty) {
        Map<String, Object> lead = row("lead", "clasp", "NUMBER", value, "mg/kg");
        if (uncertainty != null) {
            lead.put("uncertainty", uncertainty);
        }
        return lab(order.getString("lab"))
                .body(report(reportNo, List.of(lead)))
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then();
    }
}
