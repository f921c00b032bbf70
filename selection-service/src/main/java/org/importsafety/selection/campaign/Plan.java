package org.importsafety.selection.campaign;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many listings of which category are tested.
 *
 * @param top so many of every category; null when the categories are named
 * @param byCategory so many of each named category, none of any other; empty when {@code top} is given
 */
record Plan(Integer top, SortedMap<String, Integer> byCategory) {
    static Plan top(int places) {
        return new Plan(places, Collections.emptySortedMap());
    }

    static Plan of(Map<String, Integer> byCategory) {
        return new Plan(null, Collections.unmodifiableSortedMap(new TreeMap<>(byCategory)));
    }

    int places(String category) {
        return top != null ? top : byCategory.getOrDefault(category, 0);
    }
}
