package org.importsafety.testing.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A report as it was posted. Spacing and the order of fields are no content: a laboratory that posts again after a lost
 * answer may well write them another way.
 *
 * @param document in one fixed form
 * @param hash SHA-256 of the document and the order it is for
 */
record Submission(Map<String, Object> body, String document, String hash) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** @return empty where the text is no JSON object */
    @SuppressWarnings("unchecked")
    static Optional<Submission> read(UUID order, String text) {
        try {
            if (!(JSON.readValue(text, Object.class) instanceof Map<?, ?> object)) {
                return Optional.empty();
            }
            String document = JSON.writeValueAsString(object);
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((order + "\n" + document).getBytes(StandardCharsets.UTF_8));
            return Optional.of(new Submission(
                    (Map<String, Object>) object, document, HexFormat.of().formatHex(hash)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
