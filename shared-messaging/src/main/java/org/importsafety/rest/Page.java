package org.importsafety.rest;

import jakarta.ws.rs.BadRequestException;
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

    /** The same page of other items: as they are shown. */
    public <R> Page<R> map(Function<T, R> shown) {
        return new Page<>(items.stream().map(shown).toList(), next);
    }

    /**
     * Where a list that is sorted by a number goes on.
     *
     * @param after as it was asked for; null for the first page, which begins behind {@code beginning}
     * @throws BadRequestException where no page of such a list has it as its {@code next}
     */
    public static long after(String after, long beginning) {
        if (after == null) {
            return beginning;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw new BadRequestException(Problem.badRequest("after", "must be the next of an earlier page"));
        }
        return Long.parseLong(after);
    }

    /** A usable page size: the default where none was asked for, never more than {@link #MAX_LIMIT}. */
    public static int limit(Integer asked) {
        return asked == null ? 100 : Math.max(1, Math.min(asked, MAX_LIMIT));
    }
}
