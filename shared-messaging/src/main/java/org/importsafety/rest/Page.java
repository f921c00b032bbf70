package org.importsafety.rest;

import java.util.List;
import java.util.function.Function;

/** A page of a list. @param next what to pass as {@code after} for the following page; null at the end */
public record Page<T>(List<T> items, String next) {
    public static final int MAX_LIMIT = 1000;

    /**
     * Makes a page of rows that were read with one more than the limit, so that the end is known.
     *
     * @param key the value that the list is sorted by
     */
    public static <T> Page<T> of(List<T> oneMoreThanLimit, int limit, Function<T, String> key) {
        if (oneMoreThanLimit.size() <= limit) {
            return new Page<>(oneMoreThanLimit, null);
        }
        return new Page<>(oneMoreThanLimit.subList(0, limit), key.apply(oneMoreThanLimit.get(limit - 1)));
    }

    /** A usable page size: the default where none was asked for, never more than {@link #MAX_LIMIT}. */
    public static int limit(Integer asked) {
        return asked == null ? 100 : Math.max(1, Math.min(asked, MAX_LIMIT));
    }
}
