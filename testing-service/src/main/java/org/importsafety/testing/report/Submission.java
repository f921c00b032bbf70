package org.importsafety.testing.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.importsafety.rest.FieldError;

/**
 * A report as it was posted. Spacing and the order of fields are no content: a laboratory that posts again after a lost
 * answer may well write them another way.
 *
 * @param document in one fixed form
 * @param hash SHA-256 of the document and the order it is for
 * @param translation from another form than ours, else null
 */
record Submission(Map<String, Object> body, String document, String hash, Translation translation) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** @return empty where the text is no JSON object */
    static Optional<Submission> read(UUID order, String text) {
        return parse(text) instanceof Map<?, ?> object ? Optional.of(of(order, object)) : Optional.empty();
    }

    /** @return empty where the text is no JSON list */
    static List<?> list(String text) {
        return parse(text) instanceof List<?> list ? list : List.of();
    }

    /** Of a report that was recorded: its document as it was read then. */
    static Map<String, Object> body(String document) {
        return fields((Map<?, ?>) parse(document));
    }

    /** @param report a JSON object as it was read */
    static Submission of(UUID order, Map<?, ?> report) {
        return of(order, report, null);
    }

    /** The same report in another form is the same report. */
    static Submission of(UUID order, Translation translation) {
        return of(order, translation.body(), translation);
    }

    /** Names what is wrong as it is named in the form in which the report came. */
    List<FieldError> errors(List<FieldError> read) {
        if (translation == null) {
            return read;
        }
        return translation.errors().isEmpty()
                ? read.stream().map(translation::located).toList()
                : translation.errors();
    }

    private static Submission of(UUID order, Map<?, ?> report, Translation translation) {
        try {
            String document = JSON.writeValueAsString(report);
            String hash = KeepDocument.sha256((order + "\n" + document).getBytes(StandardCharsets.UTF_8));
            return new Submission(fields(report), document, hash, translation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return null where the text is no JSON */
    private static Object parse(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }
}
