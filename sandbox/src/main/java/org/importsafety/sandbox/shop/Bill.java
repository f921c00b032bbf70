package org.importsafety.sandbox.shop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything that is in a cart, as the shop would take it now. One item that is refused stops the whole: a buyer decides what then. */
record Bill(List<Answer> lines) {

    static Bill of(List<Wish> wishes, Function<Wish, Answer> shop) {
        return new Bill(wishes.stream().map(shop).toList());
    }

    boolean isPayable() {
        return !lines.isEmpty() && refused().isEmpty();
    }

    List<Answer.Yes> sold() {
        return lines.stream()
                .filter(Answer.Yes.class::isInstance)
                .map(Answer.Yes.class::cast)
                .toList();
    }

    List<Answer.No> refused() {
        return lines.stream()
                .filter(Answer.No.class::isInstance)
                .map(Answer.No.class::cast)
                .toList();
    }

    /** What is to be paid, by currency. */
    Map<String, Long> sums() {
        Map<String, Long> sums = new TreeMap<>();
        sold().forEach(line -> sums.merge(line.item().currency(), line.amount(), Long::sum));
        return sums;
    }
}
