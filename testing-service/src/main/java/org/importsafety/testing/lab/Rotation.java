package org.importsafety.testing.lab;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.importsafety.testing.standard.PlanVersion.Item;

/**
 * Which laboratory gets the next order: of those that can do all of it, the one with the fewest orders of the month, so
 * that no laboratory is preferred. Finished orders count too: a quick laboratory is not punished with more work.
 *
 * <p>No laboratory keeps one seller (ISO/IEC 17025:2017, 4.1: impartiality). Among the equally loaded the one that had
 * the seller's last order is passed over, then the one that had the seller's goods least comes first. Only among them:
 * to pass over the one least loaded would leave orders two apart. The code settles what is left, so that everybody comes
 * to the same answer.
 */
public final class Rotation {
    private Rotation() {}

    /**
     * Where one seller's goods have gone, in all months.
     *
     * @param orders by laboratory
     * @param last the laboratory of the last one; null before the first
     */
    public record SellerHistory(Map<String, Long> orders, String last) {
        public static final SellerHistory NONE = new SellerHistory(Map.of(), null);

        public SellerHistory {
            orders = Map.copyOf(orders);
        }

        private long with(Lab lab) {
            return count(orders, lab);
        }

        private boolean wasLastWith(Lab lab) {
            return lab.code().equals(last);
        }
    }

    /** @param orders each laboratory's orders of the month so far */
    public static Optional<Lab> next(
            List<Lab> labs,
            Map<String, Long> orders,
            SellerHistory seller,
            String category,
            List<Item> items,
            LocalDate on) {
        return labs.stream()
                .filter(lab -> lab.canTest(category, items, on))
                .min(Comparator.comparing((Lab lab) -> lab.isFull(count(orders, lab)))
                        .thenComparing(lab -> count(orders, lab))
                        .thenComparing(seller::wasLastWith)
                        .thenComparing(seller::with)
                        .thenComparing(Lab::code));
    }

    private static long count(Map<String, Long> orders, Lab lab) {
        return orders.getOrDefault(lab.code(), 0L);
    }
}
