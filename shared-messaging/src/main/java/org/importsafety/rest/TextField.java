package org.importsafety.rest;

import java.util.List;

/** What is wrong with the words that a person sent: PostgreSQL keeps any text without a NUL, and readers a short one. */
public final class TextField {
    private static final int LONGEST = 2000;

    private TextField() {}

    public static List<FieldError> required(String field, String text) {
        return text == null || text.isBlank()
                ? List.of(new FieldError(field, "is missing"))
                : optional(field, text, LONGEST);
    }

    public static List<FieldError> optional(String field, String text) {
        return optional(field, text, LONGEST);
    }

    public static List<FieldError> optional(String field, String text, int longest) {
        return text != null && (text.isBlank() || text.length() > longest || text.indexOf('\0') >= 0)
                ? List.of(new FieldError(field, "must be a text of 1 to %d characters".formatted(longest)))
                : List.of();
    }
}
