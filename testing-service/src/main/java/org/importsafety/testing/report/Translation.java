package org.importsafety.testing.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.importsafety.rest.FieldError;

/**
 * A report that came in another form than ours: the body it would have in ours, and where in its own form each field
 * is, so that an error names what the laboratory wrote. All forms are read and judged alike from here on.
 */
final class Translation {
    private final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> parts = new LinkedHashMap<>();
    private final Map<String, String> partPlaces = new HashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    /** @param place where the field is, or would be, in the form that came */
    void put(String field, Object value, String place) {
        places.put(field, place);
        if (value != null) {
            body.put(field, value);
        }
    }

    /** Begins the next measurement. */
    void row() {
        rows.add(new LinkedHashMap<>());
    }

    /** In the measurement that was begun last. */
    void putInRow(String field, Object value, String place) {
        places.put("measurements[" + (rows.size() - 1) + "]." + field, place);
        if (value != null) {
            rows.get(rows.size() - 1).put(field, value);
        }
    }

    /** What one measurement says of its part; every measurement says the same. A part without a name is none. */
    void putInPart(String part, String field, Object value, String place) {
        if (part == null || part.isBlank()) {
            return;
        }
        Map<String, Object> fields = parts.computeIfAbsent(part, name -> new LinkedHashMap<>(Map.of("part", name)));
        String key = part + "\n" + field;
        Object before = value == null ? null : fields.putIfAbsent(field, value);
        if (before != null && !before.equals(value)) {
            wrong(place, "is not what " + partPlaces.get(key) + " says of the part " + part);
        } else if (value != null && before == null) {
            partPlaces.put(key, place);
        } else {
            partPlaces.putIfAbsent(key, place);
        }
    }

    void wrong(String place, String message) {
        errors.add(new FieldError(place, message));
    }

    boolean has(String field) {
        return body.containsKey(field);
    }

    Object get(String field) {
        return body.get(field);
    }

    Map<String, Object> body() {
        Map<String, Object> whole = new LinkedHashMap<>(body);
        whole.put("parts", List.copyOf(parts.values()));
        whole.put("measurements", List.copyOf(rows));
        return whole;
    }

    /** What cannot be read in the form itself. */
    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** @return the error with the name of its field as it is in the form that came */
    FieldError located(FieldError error) {
        return new FieldError(place(error.field()), error.message());
    }

    private String place(String field) {
        int at = 0;
        for (Map.Entry<String, Map<String, Object>> part : parts.entrySet()) {
            String prefix = "parts[" + at++ + "].";
            if (field.startsWith(prefix)) {
                return partPlaces.getOrDefault(part.getKey() + "\n" + field.substring(prefix.length()), field);
            }
        }
        return places.getOrDefault(field, field);
    }
}
