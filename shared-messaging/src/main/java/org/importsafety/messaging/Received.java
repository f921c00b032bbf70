package org.importsafety.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.importsafety.events.Event;
import org.importsafety.events.Recorded;

/**
 * An event that came in.
 *
 * @param channel the inbox remembers event ids by channel
 * @param source the record as it was on the topic
 */
public record Received<E extends Event>(Recorded<E> recorded, String channel, ConsumerRecord<byte[], byte[]> source) {
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

    /** The trace that led here (W3C Trace Context); null when the sender told none. */
    public String traceparent() {
        return header("traceparent");
    }

    /** The id of the event that led to this one; null when the sender told none. */
    public String causationId() {
        return header("ce_causationid");
    }

    private String header(String name) {
        Header header = source.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
