package org.importsafety.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it was recorded, with what every event's value carries beside its own fields.
 *
 * @param eventId the same for the same fact, however often it is told: see {@link #id}
 * @param occurredAt programme time
 * @param version rises per Kafka key of a topic; whoever keeps state ignores an older one
 */
public record Recorded<E extends Event>(UUID eventId, Instant occurredAt, long version, E event) {

    /**
     * The name-based id of an event: doing the same thing twice makes the same id.
     *
     * @param cause the causing event's id or the business key; a resend adds its attempt, a timer its due instant
     */
    public static UUID id(String type, String cause) {
        return UUID.nameUUIDFromBytes((type + "|" + cause).getBytes(StandardCharsets.UTF_8));
    }
}
