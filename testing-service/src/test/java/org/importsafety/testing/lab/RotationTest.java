package org.importsafety.testing.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.importsafety.testing.lab.Lab.Capability;
import org.importsafety.testing.standard.PlanVersion.Item;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 4);
    private static final List<Item> ITEMS = List.of(new Item("lead", "M"), new Item("ph", "M"));

    @Property(tries = 50)
    void a_hundred_equal_orders_differ_by_one_at_most(@ForAll @IntRange(min = 1, max = 9) int count) {
        List<Lab> labs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labs.add(lab("L" + i, null, false, scope(null, null)));
        }
        Collections.reverse(labs);
        Map<String, Long> orders = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            orders.merge(next(labs, orders).orElseThrow().code(), 1L, Long::sum);
        }
        assertEquals(count, orders.size());
        assertTrue(Collections.max(orders.values()) - Collections.min(orders.values()) <= 1, orders.toString());
    }

    @Test
    void a_laboratory_that_can_do_only_some_items_gets_none() {
        Lab some = lab("A", null, false, scope("lead", null));
        Lab otherMethod = lab("B", null, false, scope("lead", null), scope("ph", "X"));
        Lab all = lab("C", null, false, scope("lead", null), scope("ph", "M"));
        assertEquals(Optional.of(all), next(List.of(some, otherMethod, all), Map.of("C", 50L)));
        assertEquals(Optional.empty(), next(List.of(some, otherMethod), Map.of()));
    }

    @Test
    void a_suspended_laboratory_gets_none() {
        assertEquals(Optional.empty(), next(List.of(lab("A", null, true, scope(null, null))), Map.of()));
    }

    @Test
    void an_expired_accreditation_is_none() {
        Lab expired = lab("A", null, false, new Capability("toys", null, null, null, DAY.minusDays(1)));
        Lab future = lab("B", null, false, new Capability("toys", null, null, DAY.plusDays(1), null));
        assertEquals(Optional.empty(), next(List.of(expired, future), Map.of()));
    }

    @Test
    void a_full_laboratory_comes_after_the_others_but_is_better_than_none() {
        Lab full = lab("A", 3, false, scope(null, null));
        Lab busy = lab("B", null, false, scope(null, null));
        assertEquals(Optional.of(busy), next(List.of(full, busy), Map.of("A", 3L, "B", 9L)));
        assertEquals(Optional.of(full), next(List.of(full), Map.of("A", 3L)));
    }

    private static Optional<Lab> next(List<Lab> labs, Map<String, Long> orders) {
        return Rotation.next(labs, orders, "toys", ITEMS, DAY);
    }

    private static Lab lab(String code, Integer capacity, boolean suspended, Capability... scopes) {
        return new Lab(code, code, null, capacity, suspended, List.of(scopes));
    }

    private static Capability scope(String item, String method) {
        return new Capability("toys", item, method, null, null);
    }
}
