package org.importsafety.testing.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.importsafety.testing.standard.PlanVersion.Item;
import org.junit.jupiter.api.Test;

class PlanVersionTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 4);

    @Test
    void an_unverified_limit_is_neither_ordered_nor_judged() {
        PlanVersion plan = plan("toys", 1, List.of(), DAY, null, limit("lead", true), limit("boron", false));
        assertEquals(List.of(new Item("lead", "M")), plan.items());
        assertEquals(List.of(), plan.limitsOf("boron"));
    }

    @Test
    void a_plan_without_a_verified_limit_is_no_plan() {
        assertFalse(plan("toys", 1, List.of(), DAY, null, limit("lead", false)).covers("toys", null, DAY));
    }

    @Test
    void an_item_with_several_limits_is_ordered_once() {
        PlanVersion plan = plan("toys", 1, List.of(), DAY, null, limit("lead", true), limit("lead", true));
        assertEquals(1, plan.items().size());
    }

    @Test
    void a_plan_holds_from_its_first_to_its_last_day() {
        PlanVersion plan = plan("toys", 1, List.of(), DAY, DAY.plusDays(1), limit("lead", true));
        assertFalse(plan.covers("toys", null, DAY.minusDays(1)));
        assertTrue(plan.covers("toys", null, DAY));
        assertTrue(plan.covers("toys", null, DAY.plusDays(1)));
        assertFalse(plan.covers("toys", null, DAY.plusDays(2)));
    }

    @Test
    void a_limit_applies_by_material_skin_contact_and_part() {
        Limit metal = new Limit(
                "nickel",
                "M",
                Limit.Comparator.LE,
                BigDecimal.ONE,
                null,
                "mg/kg",
                List.of("metal"),
                true,
                null,
                List.of(),
                "s",
                null,
                true);
        assertTrue(metal.appliesTo(new Part("clasp", "metal", true)));
        assertFalse(metal.appliesTo(new Part("clasp", "metal", false)));
        assertFalse(metal.appliesTo(new Part("strap", "leather", true)));
        Limit cord = new Limit(
                "cord",
                "M",
                Limit.Comparator.LE,
                BigDecimal.ONE,
                null,
                "cm",
                List.of(),
                null,
                "hood",
                List.of(),
                "s",
                null,
                true);
        assertTrue(cord.appliesTo(new Part("hood", "textile", false)));
        assertFalse(cord.appliesTo(new Part("hem", "textile", false)));
    }

    @Test
    void a_material_that_nobody_knows_escapes_no_limit() {
        Limit resin = new Limit(
                "phthalates",
                "M",
                Limit.Comparator.LE,
                BigDecimal.ONE,
                null,
                "%",
                List.of("synthetic-resin"),
                null,
                null,
                List.of(),
                "s",
                null,
                true);
        assertTrue(resin.appliesTo(new Part("body", "plastc", true)));
        assertTrue(resin.appliesTo(new Part("body", "plastic", true)));
        assertFalse(resin.appliesTo(new Part("body", "wood", true)));
    }

    private static PlanVersion plan(
            String plan, int version, List<String> ages, LocalDate from, LocalDate to, Limit... limits) {
        return new PlanVersion(
                plan, version, List.of("toys"), ages, from, to, DecisionRule.SIMPLE_ACCEPTANCE, List.of(limits));
    }

    private static Limit limit(String item, boolean verified) {
        return new Limit(
                item,
                "M",
                Limit.Comparator.LE,
                BigDecimal.TEN,
                null,
                "mg/kg",
                List.of(),
                null,
                null,
                List.of(),
                "s",
                null,
                verified);
    }
}
