package org.importsafety.selection.campaign;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A line of comma-separated values with RFC 4180 quoting, ended by a line feed. */
final class Csv {
    private Csv() {}

    static String row(Object... fields) {
        return Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(Object value) {
        String text = value.toString();
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
