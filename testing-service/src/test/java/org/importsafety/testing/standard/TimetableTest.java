package org.importsafety.testing.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 4);

    @Test
    void the_age_decides_and_then_the_newest_version() {
        PlanVersion all = plan("all", 9, "toys", List.of(), DAY, null);
        PlanVersion child1 = plan("child", 1, "toys", List.of("CHILD"), DAY, null);
        PlanVersion child2 = plan("child", 2, "toys", List.of("CHILD"), DAY, null);
        Timetable timetable = new Timetable(List.of(all, child1, child2));
        assertEquals(Optional.of(child2), timetable.inForce("toys", "CHILD", DAY));
        assertEquals(Optional.of(all), timetable.inForce("toys", "ADULT", DAY));
        assertEquals(Optional.of(child2), timetable.inForce("toys", null, DAY));
        assertEquals(Optional.empty(), timetable.inForce("food", "CHILD", DAY));
    }

    @Test
    void an_older_version_holds_until_the_newer_begins_and_never_again() {
        PlanVersion first = plan("p", 1, "toys", List.of(), DAY, null);
        PlanVersion second = plan("p", 2, "toys", List.of(), DAY.plusDays(10), DAY.plusDays(20));
        Timetable timetable = new Timetable(List.of(first, second));
        assertEquals(Optional.of(first), timetable.inForce("toys", null, DAY.plusDays(9)));
        assertEquals(Optional.of(second), timetable.inForce("toys", null, DAY.plusDays(10)));
        assertEquals(Optional.of(second), timetable.inForce("toys", null, DAY.plusDays(20)));
        assertEquals(Optional.empty(), timetable.inForce("toys", null, DAY.plusDays(21)));
    }

    @Test
    void a_category_that_a_newer_version_leaves_out_is_left_out() {
        PlanVersion first = plan("p", 1, "toys", List.of(), DAY, null);
        PlanVersion second = plan("p", 2, "games", List.of(), DAY.plusDays(10), null);
        Timetable timetable = new Timetable(List.of(first, second));
        assertEquals(Optional.of(first), timetable.inForce("toys", null, DAY));
        assertEquals(Optional.empty(), timetable.inForce("toys", null, DAY.plusDays(10)));
        PlanVersion other = plan("q", 1, "toys", List.of(), DAY.plusDays(10), null);
        assertEquals(Optional.empty(), timetable.competitor(other));
    }

    @Test
    void versions_begin_in_their_order() {
        Timetable timetable = new Timetable(List.of(
                plan("p", 1, "toys", List.of(), DAY, null), plan("p", 3, "toys", List.of(), DAY.plusDays(10), null)));
        assertEquals(Optional.empty(), timetable.outOfOrder(plan("p", 2, "toys", List.of(), DAY.plusDays(5), null)));
        assertEquals(Optional.empty(), timetable.outOfOrder(plan("p", 4, "toys", List.of(), DAY.plusDays(10), null)));
        assertEquals(
                1,
                timetable
                        .outOfOrder(plan("p", 2, "toys", List.of(), DAY.minusDays(1), null))
                        .orElseThrow()
                        .version());
        assertEquals(
                3,
                timetable
                        .outOfOrder(plan("p", 2, "toys", List.of(), DAY.plusDays(11), null))
                        .orElseThrow()
                        .version());
    }

    @Test
    void two_plans_are_not_for_the_same_age_and_category_on_a_day() {
        PlanVersion there = plan("p", 1, "toys", List.of("CHILD"), DAY, DAY.plusDays(10));
        Timetable timetable = new Timetable(List.of(there));
        List<String> child = List.of("CHILD", "CHILD_UNDER_36M");
        assertEquals(Optional.of(there), timetable.competitor(plan("q", 1, "toys", child, DAY, null)));
        assertEquals(Optional.of(there), timetable.competitor(plan("q", 1, "toys", child, DAY.plusDays(10), null)));
        assertEquals(Optional.empty(), timetable.competitor(plan("q", 1, "toys", child, DAY.plusDays(11), null)));
        assertEquals(Optional.empty(), timetable.competitor(plan("q", 1, "games", child, DAY, null)));
        assertEquals(Optional.empty(), timetable.competitor(plan("q", 1, "toys", List.of("ADULT"), DAY, null)));
        assertEquals(Optional.empty(), timetable.competitor(plan("q", 1, "toys", List.of(), DAY, null)));
    }

    private static PlanVersion plan(
            String plan, int version, String category, List<String> ages, LocalDate from, LocalDate to) {
        Limit lead = new Limit(
                "lead",
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
                true);
        return new PlanVersion(
                plan, version, List.of(category), ages, from, to, DecisionRule.SIMPLE_ACCEPTANCE, List.of(lead));
    }
}
