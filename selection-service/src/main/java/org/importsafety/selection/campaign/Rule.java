package org.importsafety.selection.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** By which count listings are ranked, and which counts settle a tie; what still ties, the listing id settles. */
enum Rule {
    MOST_ORDERS(Count.ORDERS, Count.UNITS, Count.BUYERS),
    MOST_UNITS(Count.UNITS, Count.ORDERS, Count.BUYERS),
    MOST_BUYERS(Count.BUYERS, Count.ORDERS, Count.UNITS);

    /** Changes when the meaning of a rule does; carried by every event of a campaign. */
    static final int VERSION = 1;

    /** What is counted over a listing's lines of the month. */
    enum Count {
        UNITS,
        ORDERS,
        BUYERS
    }

    private final List<Count> counts;

    Rule(Count... counts) {
        this.counts = List.of(counts);
    }

    /** The name on the wire. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Rule> parse(String text) {
        return Arrays.stream(values()).filter(rule -> rule.text().equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Rule::text).toList();
    }

    /** The order by the counts, as SQL over columns of their names. */
    String sqlOrder() {
        return counts.stream()
                .map(count -> count.name().toLowerCase(Locale.ROOT) + " desc")
                .collect(Collectors.joining(", "));
    }
}
