package org.importsafety.sandbox.shop;

import java.util.ArrayList;
import java.util.List;

/** What a visitor has put aside, in the order of putting. */
record Cart(List<Wish> wishes) {

    static final Cart EMPTY = new Cart(List.of());
    static final int MOST_LINES = 50;

    /** How many of it there will be with the wish; it may be too many. */
    Wish totalWith(Wish more) {
        return wishes.stream()
                .filter(more::isSameAs)
                .findFirst()
                .map(known -> known.of(known.quantity() + more.quantity()))
                .orElse(more);
    }

    boolean holds(Wish wish) {
        return wishes.stream().anyMatch(wish::isSameAs);
    }

    boolean isFullFor(Wish wish) {
        return wishes.size() >= MOST_LINES && !holds(wish);
    }

    /** As many as the wish says, none for a quantity of 0. */
    Cart with(Wish wish) {
        List<Wish> changed = new ArrayList<>(wishes);
        changed.replaceAll(known -> known.isSameAs(wish) ? wish : known);
        if (!changed.contains(wish)) {
            changed.add(wish);
        }
        changed.removeIf(known -> known.quantity() == 0);
        return new Cart(List.copyOf(changed));
    }

    int pieces() {
        return wishes.stream().mapToInt(Wish::quantity).sum();
    }
}
