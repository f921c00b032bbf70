package org.importsafety.messaging;

import java.time.Instant;
import java.util.UUID;
import org.importsafety.events.Event;
import org.importsafety.events.Recorded;

/**
 * An event that came in.
 *
 * @param channel the inbox remembers event ids by channel
 * @param traceparent the trace that led here (W3C Trace Context); null when the sender told none
 */
public record Received<E extends Event>(Recorded<E> recorded, String channel, String traceparent) {
    public E event() {
        return recorded.event();
    }

    public UUID eventId() {
        return recorded.eventId();
    }

    public Instant occurredAt() {
        return recorded.occurredAt();
    }

    public long version() {
        return recorded.version();
    }
}
