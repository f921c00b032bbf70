package org.importsafety.testing.standard;

import static org.importsafety.testing.Fixtures.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** The limits that are shipped, as an officer gets them. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class SeededLimitsTest {
    private static final Path TABLE = Path.of("../docs/limits.md");
    private static final Set<Integer> ALL = IntStream.rangeClosed(1, 76).boxed().collect(Collectors.toSet());
    /** Of row 42 the limit for inner wear only. */
    private static final Set<Integer> UNVERIFIED = Set.of(5, 14, 15, 17, 22, 24, 35, 49, 51, 72, 73, 76);

    private static List<PlanBody> seeded;

    @Test
    void each_of_the_76_rows_is_in_a_plan() {
        Set<Integer> found = limits().stream().map(Limit::reference).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(ALL, found);
    }

    @Test
    void what_no_public_source_confirmed_is_disabled() {
        Set<Integer> disabled = limits().stream()
                .filter(limit -> !limit.verified())
                .map(Limit::reference)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> expected = new TreeSet<>(UNVERIFIED);
        expected.add(42);
        assertEquals(expected, disabled);
        for (Limit limit : limits()) {
            assertFalse(limit.verified() && UNVERIFIED.contains(limit.reference()), limit.toString());
        }
    }

    @Test
    void every_source_is_a_law_or_a_notice_in_words() {
        Pattern internal = Pattern.compile("\\.md|\\[|row \\d|design|issue", Pattern.CASE_INSENSITIVE);
        for (Limit limit : limits()) {
            assertFalse(internal.matcher(limit.source()).find(), limit.source());
            assertTrue(limit.source().matches("(?i).*(standard|substances|act).*: .+"), limit.source());
        }
    }

    @Test
    void the_published_table_has_the_same_rows_and_says_which_are_verified() throws IOException {
        Map<Integer, String> verified = new TreeMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            String[] cells = line.split("\\|");
            if (cells.length == 11 && cells[1].strip().matches("\\d+")) {
                verified.put(Integer.valueOf(cells[1].strip()), cells[9].strip());
            }
        }
        assertEquals(ALL, verified.keySet());
        verified.forEach((row, word) -> assertEquals(UNVERIFIED.contains(row), word.equals("no"), row + " " + word));
    }

    @Test
    void the_limits_of_the_published_failures_are_among_the_seeded_ones() throws IOException {
        Set<String> known = limits().stream()
                .map(limit -> limit.reference() + " " + limit.comparator() + " " + text(limit.limit()) + " "
                        + text(limit.upper()) + " " + Unit.of(limit.unit()).orElseThrow())
                .collect(Collectors.toSet());
        try (var csv = CsvReader.builder().ofNamedCsvRecord(Path.of("src/test/resources/published-failures.csv"))) {
            for (NamedCsvRecord row : csv) {
                String wanted = row.getField("reference") + " " + row.getField("comparator") + " "
                        + row.getField("limit") + " " + row.getField("upper") + " "
                        + Unit.of(row.getField("limit_unit")).orElseThrow();
                assertTrue(known.contains(wanted), row.getField("what") + ": " + wanted);
            }
        }
    }

    private static String text(BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    @Test
    void every_seeded_plan_would_be_taken_as_a_new_one() {
        for (PlanBody body : bodies()) {
            assertEquals(List.of(), body.errors(body.plan(), body.version()), body.plan());
        }
    }

    @Test
    void shoes_are_tested_by_the_rows_of_several_standards_and_by_the_material_of_each_part() {
        PlanVersion shoes = inForce("footwear", "CHILD", "2026-11-04");
        assertEquals("children-footwear", shoes.plan());
        assertEquals(
                Set.of("CC-2019-201", "CT15", "CL1"),
                shoes.items().stream().map(PlanVersion.Item::method).collect(Collectors.toSet()));
        assertEquals(Set.of("chromium-vi", "total-lead", "total-cadmium"), items(shoes, "leather"));
        assertEquals(Set.of("formaldehyde", "ph"), items(shoes, "textile"));
        assertEquals(Set.of("total-lead", "total-cadmium", "phthalates-sum"), items(shoes, "synthetic-resin"));
    }

    @Test
    void the_same_element_has_another_limit_by_age_category_and_day() {
        assertEquals("100 mg/kg", limitOn(inForce("toys", "CHILD", "2026-11-04"), "total-lead", "metal"));
        assertEquals("0.06 %", limitOn(inForce("jewellery", "ADULT", "2024-08-31"), "total-lead", "metal"));
        assertEquals("0.009 %", limitOn(inForce("jewellery", "ADULT", "2024-09-01"), "total-lead", "metal"));
        assertEquals("20 ug/g", limitOn(inForce("cosmetics-eye", null, "2026-11-04"), "lead", "liquid"));
        assertEquals("35 ug/g", limitOn(inForce("cosmetics-eye", null, "2026-11-04"), "nickel", "liquid"));
        assertEquals("10 ug/g", limitOn(inForce("cosmetics", null, "2026-11-04"), "nickel", "liquid"));
        assertEquals(
                "1200 mg/kg", limitOn(inForce("play-materials", "CHILD", "2026-11-04"), "boron-migration", "pliable"));
        assertEquals(
                "300 mg/kg", limitOn(inForce("play-materials", "CHILD", "2026-11-04"), "boron-migration", "sticky"));
    }

    @Test
    void every_item_of_a_plan_can_be_ordered_from_two_laboratories() {
        List<Map<String, Object>> labs =
                as("officer").get("/labs?limit=100").jsonPath().getList("items");
        for (PlanBody plan : bodies()) {
            for (String category : plan.categories()) {
                long able = labs.stream()
                        .filter(lab -> ((Collection<?>) lab.get("capabilities"))
                                .stream()
                                        .anyMatch(scope -> ((Map<?, ?>) scope)
                                                        .get("category")
                                                        .equals(category)
                                                && ((Map<?, ?>) scope).get("item") == null))
                        .count();
                assertTrue(able >= 2, category + ": " + able);
            }
        }
    }

    private static Set<String> items(PlanVersion plan, String material) {
        Part part = new Part("a part", material, true);
        return plan.limits().stream()
                .filter(limit -> limit.verified() && limit.appliesTo(part))
                .map(Limit::item)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String limitOn(PlanVersion plan, String item, String material) {
        Part part = new Part("a part", material, true);
        List<Limit> applying = plan.limitsOf(item).stream()
                .filter(limit -> limit.appliesTo(part))
                .toList();
        assertEquals(1, applying.size(), applying.toString());
        return applying.get(0).text() + " " + applying.get(0).unit();
    }

    private static PlanVersion inForce(String category, String ageGroup, String day) {
        return new Timetable(plans())
                .inForce(category, ageGroup, LocalDate.parse(day))
                .orElseThrow();
    }

    private static List<Limit> limits() {
        return plans().stream().flatMap(plan -> plan.limits().stream()).toList();
    }

    private static List<PlanVersion> plans() {
        return bodies().stream()
                .map(body -> body.toPlan(body.plan(), body.version()))
                .toList();
    }

    /** Without what other tests put. Asked for once: what is seeded does not change. */
    private static synchronized List<PlanBody> bodies() {
        if (seeded == null) {
            seeded = ask();
        }
        return seeded;
    }

    private static List<PlanBody> ask() {
        List<PlanBody> bodies = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonPath page = as("officer").get("/plans?limit=20" + after).jsonPath();
            bodies.addAll(page.getList("items", PlanBody.class));
            after = page.getString("next") == null ? null : "&after=" + page.getString("next");
        }
        return bodies.stream()
                .filter(body -> body.limits().stream().allMatch(limit -> limit.reference() != null))
                .toList();
    }
}
