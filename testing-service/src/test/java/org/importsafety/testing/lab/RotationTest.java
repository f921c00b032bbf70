package org.importsafety.testing.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.importsafety.testing.lab.Lab.Capability;
import org.importsafety.testing.lab.Rotation.SellerHistory;
import org.importsafety.testing.standard.PlanVersion.Item;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 4);
    private static final List<Item> ITEMS = List.of(new Item("lead", "M"), new Item("ph", "M"));

    @Property(tries = 200)
    void equal_orders_differ_by_one_at_most_after_each_of_them_whoever_sells(
            @ForAll @IntRange(min = 1, max = 7) int count,
            @ForAll @Size(100) List<@IntRange(max = 5) Integer> sellers) {
        Programme programme = new Programme(labs(count));
        for (int seller : sellers) {
            programme.order("s" + seller);
            assertTrue(programme.spread() <= 1, programme.orders.toString());
        }
        assertEquals(count, programme.orders.size());
    }

    @Property(tries = 200)
    void a_seller_returns_to_its_last_laboratory_only_where_every_other_has_more_orders(
            @ForAll @IntRange(min = 2, max = 7) int count,
            @ForAll @Size(100) List<@IntRange(max = 5) Integer> sellers) {
        Programme programme = new Programme(labs(count));
        for (int seller : sellers) {
            String last = programme.historyOf("s" + seller).last();
            Map<String, Long> before = new TreeMap<>(programme.orders);
            if (programme.order("s" + seller).equals(last)) {
                long load = before.getOrDefault(last, 0L);
                assertTrue(
                        programme.labs.stream()
                                .map(Lab::code)
                                .filter(code -> !code.equals(last))
                                .allMatch(code -> before.getOrDefault(code, 0L) > load),
                        last + " again, of " + before);
            }
        }
    }

    @Test
    void a_hundred_orders_of_one_seller_go_round_five_laboratories() {
        Programme programme = new Programme(labs(5));
        String last = null;
        for (int i = 0; i < 100; i++) {
            String lab = programme.order("s");
            assertTrue(!lab.equals(last), "twice running to " + lab);
            last = lab;
        }
        assertEquals(Map.of("L0", 20L, "L1", 20L, "L2", 20L, "L3", 20L, "L4", 20L), programme.orders);
    }

    @Test
    void among_equally_loaded_the_one_that_had_the_sellers_goods_least_comes_first() {
        Map<String, Long> load = Map.of("L0", 9L, "L1", 9L, "L2", 9L);
        assertEquals("L2", next(labs(3), load, new SellerHistory(Map.of("L0", 3L, "L1", 2L, "L2", 1L), "L0")));
        assertEquals("L1", next(labs(3), load, new SellerHistory(Map.of("L0", 3L, "L1", 2L, "L2", 1L), "L2")));
        assertEquals("L0", next(labs(3), load, SellerHistory.NONE));
    }

    @Test
    void the_sellers_last_laboratory_is_not_passed_over_for_a_busier_or_a_full_one() {
        SellerHistory seller = new SellerHistory(Map.of("L0", 1L), "L0");
        assertEquals("L0", next(labs(2), Map.of("L0", 1L, "L1", 2L), seller));
        Lab full = lab("A", 1, false, scope(null, null));
        Lab last = lab("L0", null, false, scope(null, null));
        assertEquals("L0", next(List.of(full, last), Map.of("A", 1L, "L0", 1L), seller));
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
    void an_accreditation_holds_on_its_first_and_its_last_day() {
        Lab first = lab("A", null, false, new Capability("toys", null, null, DAY, null));
        Lab last = lab("B", null, false, new Capability("toys", null, null, null, DAY));
        assertEquals(Optional.of(first), next(List.of(first), Map.of()));
        assertEquals(Optional.of(last), next(List.of(last), Map.of()));
    }

    @Test
    void a_full_laboratory_comes_after_the_others_but_is_better_than_none() {
        Lab full = lab("A", 3, false, scope(null, null));
        Lab busy = lab("B", null, false, scope(null, null));
        assertEquals(Optional.of(busy), next(List.of(full, busy), Map.of("A", 3L, "B", 9L)));
        assertEquals(Optional.of(full), next(List.of(full), Map.of("A", 3L)));
    }

    /** A month that is ordered one by one, as the service does it. */
    private static final class Programme {
        private final List<Lab> labs;
        private final Map<String, Long> orders = new TreeMap<>();
        private final Map<String, SellerHistory> histories = new HashMap<>();

        Programme(List<Lab> labs) {
            this.labs = labs;
        }

        SellerHistory historyOf(String seller) {
            return histories.getOrDefault(seller, SellerHistory.NONE);
        }

        String order(String seller) {
            String lab = next(labs, orders, historyOf(seller));
            orders.merge(lab, 1L, Long::sum);
            Map<String, Long> of = new HashMap<>(historyOf(seller).orders());
            of.merge(lab, 1L, Long::sum);
            histories.put(seller, new SellerHistory(of, lab));
            return lab;
        }

        long spread() {
            List<Long> counts = labs.stream()
                    .map(lab -> orders.getOrDefault(lab.code(), 0L))
                    .toList();
            return Collections.max(counts) - Collections.min(counts);
        }
    }

    private static Optional<Lab> next(List<Lab> labs, Map<String, Long> orders) {
        return Rotation.next(labs, orders, SellerHistory.NONE, "toys", ITEMS, DAY);
    }

    private static String next(List<Lab> labs, Map<String, Long> orders, SellerHistory seller) {
        return Rotation.next(labs, orders, seller, "toys", ITEMS, DAY)
                .orElseThrow()
                .code();
    }

    private static List<Lab> labs(int count) {
        List<Lab> labs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labs.add(lab("L" + i, null, false, scope(null, null)));
        }
        Collections.reverse(labs);
        return labs;
    }

    private static Lab lab(String code, Integer capacity, boolean suspended, Capability... scopes) {
        return new Lab(code, code, null, capacity, suspended, List.of(scopes));
    }

    private static Capability scope(String item, String method) {
        return new Capability("toys", item, method, null, null);
    }
}
