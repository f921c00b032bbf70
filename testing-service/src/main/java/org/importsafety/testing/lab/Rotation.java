package org.importsafety.testing.lab;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.importsafety.testing.standard.PlanVersion.Item;

/**
 * Which laboratory gets the next order: of those that can do all of it, the one with the fewest orders of the month, so
 * that no laboratory is preferred; the code settles ties, so that everybody comes to the same answer. Finished orders
 * count too: a quick laboratory is not punished with more work.
 */
public final class Rotation {
    private Rotation() {}

    /** @param orders each laboratory's orders of the month so far */
    public static Optional<Lab> next(
            List<Lab> labs, Map<String, Long> orders, String category, List<Item> items, LocalDate on) {
        return labs.stream()
                .filter(lab -> lab.canTest(category, items, on))
                .min(Comparator.comparing((Lab lab) -> lab.isFull(count(orders, lab)))
                        .thenComparing(lab -> count(orders, lab))
                        .thenComparing(Lab::code));
    }

    private static long count(Map<String, Long> orders, Lab lab) {
        return orders.getOrDefault(lab.code(), 0L);
    }
}
