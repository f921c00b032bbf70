package org.importsafety.testing.standard;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is tested in some categories, and against which limits. Orders pin a version; one that was used never changes.
 *
 * @param ageGroups empty: every age
 * @param to the last day, null: open
 * @param decisionRule how a value near its limit is decided
 */
public record PlanVersion(
        String plan,
        int version,
        List<String> categories,
        List<String> ageGroups,
        LocalDate from,
        LocalDate to,
        DecisionRule decisionRule,
        List<Limit> limits) {
    /** An item to order, and the method. */
    public record Item(String item, String method) {}

    public PlanVersion {
        categories = List.copyOf(categories);
        ageGroups = List.copyOf(ageGroups);
        limits = List.copyOf(limits);
    }

    /** What a laboratory is asked to measure: the items of the verified limits, each once. */
    public List<Item> items() {
        Map<String, Item> byName = new LinkedHashMap<>();
        verifiedLimits().forEach(limit -> byName.putIfAbsent(limit.item(), new Item(limit.item(), limit.method())));
        return List.copyOf(byName.values());
    }

    /** The verified limits of an item, in the plan's order. */
    public List<Limit> limitsOf(String item) {
        return verifiedLimits().filter(limit -> limit.item().equals(item)).toList();
    }

    /** The verified limits of the sums that an item is a component of. */
    public List<Limit> sumsWith(String item) {
        return verifiedLimits().filter(limit -> limit.sumOf().contains(item)).toList();
    }

    /** The verified limits of sums. */
    public List<Limit> sums() {
        return verifiedLimits().filter(Limit::isSum).toList();
    }

    private Stream<Limit> verifiedLimits() {
        return limits.stream().filter(Limit::verified);
    }

    /** @param ageGroup null: nobody told */
    public boolean isForAge(String ageGroup) {
        return ageGroups.isEmpty() || ageGroup == null || ageGroups.contains(ageGroup);
    }

    /** Whether this is for it on that day; a listing that tells no age is tested by what its category has. */
    public boolean covers(String category, String ageGroup, LocalDate on) {
        return categories.contains(category)
                && isForAge(ageGroup)
                && !on.isBefore(from)
                && (to == null || !on.isAfter(to))
                && verifiedLimits().findAny().isPresent();
    }
}
