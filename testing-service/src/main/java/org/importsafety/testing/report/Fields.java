package org.importsafety.testing.report;

import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.importsafety.rest.FieldError;

/** The fields of a JSON object as it came, and a note of each that is wrong. A wrong field is read as null. */
final class Fields {
    private static final String NUMBER = "-?\\d{1,18}(\\.\\d{1,18})?";

    private final int index;
    private final String path;
    private final Map<?, ?> values;
    private final List<FieldError> errors;

    Fields(String path, Map<?, ?> values, List<FieldError> errors) {
        this(0, path, values, errors);
    }

    private Fields(int index, String path, Map<?, ?> values, List<FieldError> errors) {
        this.index = index;
        this.path = path;
        this.values = values;
        this.errors = errors;
    }

    /** Its place in the list that it came in, from 0. */
    int index() {
        return index;
    }

    void wrong(String name, String message) {
        errors.add(new FieldError(path + name, message));
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name, int longest) {
        return required(name) ? optionalText(name, longest) : null;
    }

    String optionalText(String name, int longest) {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            return wrongly(name, "must be a string");
        }
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            return wrongly(name, "must have 1 to " + longest + " printable characters");
        }
        return text;
    }

    String number(String name) {
        return required(name) ? optionalNumber(name) : null;
    }

    /** A number that is not negative. */
    String optionalAmount(String name) {
        String number = optionalNumber(name);
        return number == null || !number.startsWith("-") ? number : wrongly(name, "must not be negative");
    }

    private String optionalNumber(String name) {
        Object value = values.get(name);
        if (value instanceof Number) {
            return wrongly(name, "must be a number in a string: \"" + value + "\"");
        }
        String text = optionalText(name, 40);
        return text == null || text.matches(NUMBER) ? text : wrongly(name, "is no plain decimal number");
    }

    /** A whole number from 0, as a JSON number. */
    Integer count(String name) {
        if (!required(name)) {
            return null;
        }
        if (values.get(name) instanceof Integer number && number >= 0) {
            return number;
        }
        return wrongly(name, "must be a whole number from 0");
    }

    /** A whole number from 1, as a JSON number. */
    Integer optionalOrdinal(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Integer number && number >= 1) {
            return (Integer) value;
        }
        return wrongly(name, "must be a whole number from 1");
    }

    Boolean flag(String name) {
        return required(name) ? optionalFlag(name) : null;
    }

    Boolean optionalFlag(String name) {
        if (!has(name)) {
            return null;
        }
        return values.get(name) instanceof Boolean flag ? flag : wrongly(name, "must be true or false");
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        if (!required(name)) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(values.get(name))) {
                return constant;
            }
        }
        return wrongly(name, "must be one of " + Arrays.toString(type.getEnumConstants()));
    }

    Moment moment(String name) {
        String text = text(name, 40);
        try {
            return text == null ? null : Moment.parse(text);
        } catch (DateTimeParseException e) {
            return wrongly(name, "must be an instant with offset, or a date (ISO 8601)");
        }
    }

    /** One of them says nothing without the other. */
    void together(String one, String other) {
        if (has(one) && !has(other)) {
            wrong(other, "is missing beside " + one);
        } else if (has(other) && !has(one)) {
            wrong(one, "is missing beside " + other);
        }
    }

    void inOrder(String name, String earlierName, Moment earlier, Moment later) {
        if (earlier != null && later != null && later.isBefore(earlier)) {
            wrong(name, "is before " + earlierName);
        }
    }

    /** The objects of a list that must not be empty. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        if (!required(name)) {
            return objects;
        }
        if (!(values.get(name) instanceof List<?> list) || list.isEmpty()) {
            wrong(name, "must be a list with at least one entry");
            return objects;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = name + "[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> object) {
                objects.add(new Fields(i, path + at + ".", object, errors));
            } else {
                wrong(at, "must be an object");
            }
        }
        return objects;
    }

    private boolean required(String name) {
        if (!has(name)) {
            wrong(name, "is missing");
        }
        return has(name);
    }

    private <T> T wrongly(String name, String message) {
        wrong(name, message);
        return null;
    }
}
