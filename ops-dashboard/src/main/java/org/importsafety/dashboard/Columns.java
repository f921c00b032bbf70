package org.importsafety.dashboard;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A batch's rows as the arrays of an {@code unnest}: one statement takes all of them, however many. */
public final class Columns<T> {
    private final List<T> rows;
    private final Tuple arrays = Tuple.tuple();

    public Columns(List<T> rows) {
        this.rows = rows;
    }

    public Columns<T> text(Function<T, String> field) {
        arrays.addArrayOfString(rows.stream().map(field).toArray(String[]::new));
        return this;
    }

    public Columns<T> number(Function<T, Integer> field) {
        arrays.addArrayOfInteger(rows.stream().map(field).toArray(Integer[]::new));
        return this;
    }

    public Columns<T> large(Function<T, Long> field) {
        arrays.addArrayOfLong(rows.stream().map(field).toArray(Long[]::new));
        return this;
    }

    public Columns<T> uuid(Function<T, UUID> field) {
        arrays.addArrayOfUUID(rows.stream().map(field).toArray(UUID[]::new));
        return this;
    }

    public Columns<T> time(Function<T, Instant> field) {
        arrays.addArrayOfOffsetDateTime(
                rows.stream().map(field).map(Columns::time).toArray(OffsetDateTime[]::new));
        return this;
    }

    public Tuple arrays() {
        return arrays;
    }

    /** An instant as a parameter; null stays null. */
    public static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** A row's column as an instant; null stays null. */
    public static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
