package org.importsafety.sandbox.input;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One line, its fields by column name; a column that the file does not have is blank. */
final class Row {

    private static final Pattern LISTING_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,12})?");

    private final CsvRecord line;
    private final Map<String, Integer> columns;

    Row(CsvRecord line, Map<String, Integer> columns) {
        this.line = line;
        this.columns = columns;
    }

    /** A field that is not what its column holds; nothing of the file is loaded then. */
    static final class BadField extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String column;

        BadField(String column, String reason) {
            super(reason);
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** The text, null where the field is blank. */
    String optional(String column) {
        Integer index = columns.get(column);
        String text = index == null ? "" : line.getField(index);
        if (text.indexOf('\uFFFD') >= 0) {
            throw new BadField(column, "not UTF-8");
        }
        return text.isBlank() ? null : text;
    }

    String required(String column) {
        String text = optional(column);
        if (text == null) {
            throw new BadField(column, "must not be blank");
        }
        return text;
    }

    String listingId(String column) {
        String text = required(column);
        if (!LISTING_ID.matcher(text).matches()) {
            throw new BadField(column, quoted(text) + " is no listing id ([A-Za-z0-9._-], 1 to 64 of them)");
        }
        return text;
    }

    String currency(String column) {
        String text = required(column);
        if (!CURRENCY.matcher(text).matches()) {
            throw new BadField(column, quoted(text) + " is no ISO 4217 currency code");
        }
        return text;
    }

    String oneOf(String column, Set<String> allowed) {
        String text = required(column);
        if (!allowed.contains(text)) {
            throw new BadField(
                    column,
                    quoted(text) + " is none of "
                            + String.join(", ", allowed.stream().sorted().toList()));
        }
        return text;
    }

    List<String> list(String column) {
        String text = optional(column);
        return text == null
                ? List.of()
                : Arrays.stream(text.split("\\|"))
                        .filter(part -> !part.isBlank())
                        .toList();
    }

    long wholeNumber(String column, long least, long most) {
        String text = required(column);
        if (!WHOLE.matcher(text).matches()) {
            throw new BadField(column, quoted(text) + " is not a whole number");
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw new BadField(column, number + " is " + (number < least ? "less than " + least : "more than " + most));
        }
        return number;
    }

    BigDecimal decimal(String column) {
        String text = required(column);
        if (!DECIMAL.matcher(text).matches()) {
            throw new BadField(column, quoted(text) + " is not a decimal number");
        }
        return new BigDecimal(text);
    }

    Instant instant(String column) {
        String text = required(column);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadField(column, quoted(text) + " is not an ISO-8601 time with an offset");
        }
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + '"';
    }
}
