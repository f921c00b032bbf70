package org.importsafety.messaging;

import java.time.Instant;
import java.util.UUID;

/**
 * Why something happens now. It names the ids of the events that follow, so that doing the same thing twice makes the
 * same ids, stamps them, and links them to what led to them.
 *
 * @param key the causing event's id or a business key; a resend adds its attempt, a timer its due instant
 * @param at programme time
 * @param causationId the causing event; null when a request or a timer is the cause
 * @param traceparent W3C Trace Context; null starts a new trace
 */
public record Cause(String key, Instant at, UUID causationId, String traceparent) {

    public static Cause of(Received<?> received, Instant now) {
        return new Cause(received.eventId().toString(), now, received.eventId(), received.traceparent());
    }

    public static Cause of(String businessKey, Instant now) {
        return new Cause(businessKey, now, null, null);
    }

    /** The same cause under another key: for several events of one type that follow from it. */
    public Cause keyed(String otherKey) {
        return new Cause(otherKey, at, causationId, traceparent);
    }

    /** The same, led to by an event of which only the id is at hand. */
    public Cause because(UUID event) {
        return new Cause(key, at, event, traceparent);
    }
}
