package org.importsafety.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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
            .addModule(new JavaTimeModule().addDeserializer(Instant.class, new Instants()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addMixIn(EventParked.class, EventParkedFields.class)
            .build();

    /** Every event's class by its name on the wire. */
    static final Map<String, Class<? extends Event>> TYPES = Arrays.stream(Event.class.getPermittedSubclasses())
            .flatMap(topic -> Stream.of(topic.getPermittedSubclasses()))
            .map(type -> type.<Event>asSubclass(Event.class))
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

    private static final Map<String, ObjectReader> READERS = TYPES.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, type -> JSON.readerFor(type.getValue())));

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
        Common common = new Common();
        try {
            common.readFrom(value);
            if (common.type == null) {
                return new Reading.Unreadable(null, "no JSON object with a type");
            }
            ObjectReader fields = READERS.get(common.type);
            if (fields == null) {
                return new Reading.UnknownType(common.type);
            }
            return new Reading.Read(new Recorded<>(
                    UUID.fromString(required("eventId", common.eventId)),
                    Instants.parse(required("occurredAt", common.occurredAt)),
                    Long.parseLong(required("version", common.version)),
                    fields.<Event>readValue(value)));
        } catch (IOException | RuntimeException e) {
            return new Reading.Unreadable(
                    common.type, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static String required(String field, String value) {
        if (value == null) {
            throw new IllegalArgumentException("missing " + field);
        }
        return value;
    }

    /** What every event has: picked out of the stream, usually from its beginning, without a tree of the whole. */
    private static final class Common {
        private String type;
        private String eventId;
        private String occurredAt;
        private String version;

        void readFrom(byte[] value) throws IOException {
            try (JsonParser json = JSON.createParser(value)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    return;
                }
                while (!isComplete() && json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    json.nextToken();
                    switch (field) {
                        case "type" -> type = json.getValueAsString();
                        case "eventId" -> eventId = json.getValueAsString();
                        case "occurredAt" -> occurredAt = json.getValueAsString();
                        case "version" -> version = json.getValueAsString();
                        default -> json.skipChildren();
                    }
                }
            }
        }

        private boolean isComplete() {
            return type != null && eventId != null && occurredAt != null && version != null;
        }
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
