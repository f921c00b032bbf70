package org.importsafety.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.importsafety.events.Event;
import org.importsafety.events.OperationsEvent.EventParked;
import org.importsafety.events.Recorded;

/**
 * Events as flat JSON: {@code type, version, eventId, occurredAt}, then the record's own fields; null fields are left
 * out. Reading is tolerant: unknown fields are skipped, unknown types are told apart from what cannot be read.
 */
final class EventCodec {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(EventParked.class, EventParkedFields.class)
            .build();

    /** Every event's class by its name on the wire. */
    static final Map<String, Class<? extends Event>> TYPES = Arrays.stream(Event.class.getPermittedSubclasses())
            .flatMap(topic -> Stream.of(topic.getPermittedSubclasses()))
            .map(type -> type.<Event>asSubclass(Event.class))
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

    private static final ObjectMapper READER =
            JSON.copy().disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private EventCodec() {}

    /** What became of a record's value. */
    sealed interface Reading {
        record Read(Recorded<?> recorded) implements Reading {}

        record UnknownType(String type) implements Reading {}

        /** @param type null when not even that could be read */
        record Unreadable(String type, String error) implements Reading {}
    }

    /** The value's beginning; the version follows it. */
    static String head(Event event) {
        return "{\"type\":\"" + event.type() + "\",\"version\":";
    }

    /** What follows the version. */
    static String tail(Event event, UUID eventId, Instant occurredAt) {
        try {
            String fields = JSON.writeValueAsString(event);
            return ",\"eventId\":\"" + eventId + "\",\"occurredAt\":\"" + occurredAt + "\"," + fields.substring(1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON for " + event, e);
        }
    }

    static Reading read(byte[] value) {
        if (value == null) {
            return new Reading.UnknownType("tombstone");
        }
        String type = null;
        try {
            JsonNode json = READER.readTree(value);
            if (json == null || !json.isObject() || !json.path("type").isTextual()) {
                return new Reading.Unreadable(null, "no JSON object with a type");
            }
            type = json.get("type").textValue();
            Class<? extends Event> eventClass = TYPES.get(type);
            if (eventClass == null) {
                return new Reading.UnknownType(type);
            }
            return new Reading.Read(new Recorded<>(
                    UUID.fromString(required(json, "eventId").asText()),
                    Instant.parse(required(json, "occurredAt").asText()),
                    required(json, "version").asLong(),
                    READER.treeToValue(json, eventClass)));
        } catch (IOException | RuntimeException e) {
            return new Reading.Unreadable(
                    type, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static JsonNode required(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("missing " + field);
        }
        return value;
    }

    /** The contract's names clash with {@link Event#topic()} and {@link Event#key()}. */
    abstract static class EventParkedFields {
        @JsonProperty("topic")
        abstract String topicName();

        @JsonProperty("key")
        abstract String recordKey();

        @JsonProperty("topic")
        String topicName;

        @JsonProperty("key")
        String recordKey;
    }
}
