package org.importsafety.testing.lab;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.importsafety.testing.standard.PlanVersion.Item;

/**
 * A laboratory and what it is accredited for. Laboratories are data: the programme began with five, later there were
 * seven.
 *
 * @param capacity orders of a month after which others are preferred; null: no bound
 * @param suspended gets no new orders
 */
public record Lab(
        String code, String name, String contact, Integer capacity, boolean suspended, List<Capability> capabilities) {

    /**
     * Accreditation goes by test method, so a scope may be as wide as a category or as narrow as one method.
     *
     * @param item null: every item of the category
     * @param method null: every method
     * @param from null: since ever
     * @param to the last day, null: open
     */
    public record Capability(String category, String item, String method, LocalDate from, LocalDate to) {
        boolean covers(String wanted, Item item, LocalDate on) {
            return category.equals(wanted)
                    && (this.item == null || this.item.equals(item.item()))
                    && (method == null || method.equals(item.method()))
                    && (from == null || !on.isBefore(from))
                    && (to == null || !on.isAfter(to));
        }

        String words() {
            return category
                    + (item == null ? "" : " " + item)
                    + (method == null ? "" : " by " + method)
                    + (from == null ? "" : " from " + from)
                    + (to == null ? "" : " to " + to);
        }
    }

    public Lab {
        capabilities = List.copyOf(capabilities);
    }

    /** One of which nothing is known yet. */
    static Lab blank(String code) {
        return new Lab(code, null, null, null, false, List.of());
    }

    /** Whether one order can go to this laboratory: it can do all items, not just some. */
    public boolean canTest(String category, List<Item> items, LocalDate on) {
        return !suspended
                && items.stream()
                        .allMatch(item -> capabilities.stream().anyMatch(scope -> scope.covers(category, item, on)));
    }

    boolean isFull(long orders) {
        return capacity != null && orders >= capacity;
    }

    /** What a change from an earlier state comes to, in words; empty where nothing did. */
    List<String> changesSince(Lab before) {
        List<String> changes = new ArrayList<>();
        changed(changes, "name", before.name, name);
        changed(changes, "contact", before.contact, contact);
        changed(changes, "capacity", before.capacity, capacity);
        if (suspended != before.suspended) {
            changes.add(suspended ? "suspended" : "no longer suspended");
        }
        before.capabilities.stream()
                .filter(scope -> !capabilities.contains(scope))
                .forEach(scope -> changes.add("no longer tests " + scope.words()));
        capabilities.stream()
                .filter(scope -> !before.capabilities.contains(scope))
                .forEach(scope -> changes.add("tests " + scope.words()));
        return changes;
    }

    private static void changed(List<String> changes, String what, Object before, Object now) {
        if (!Objects.equals(before, now)) {
            changes.add(
                    now == null
                            ? "no " + what
                            : before == null ? what + " " + now : what + " " + before + " -> " + now);
        }
    }
}
