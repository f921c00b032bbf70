package org.importsafety.benchmark.relay;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What becomes of a row where nobody looks into it: the same bytes, with all headers in one. */
final class OutboxRecord {

    /** As our relay's. */
    static final String COMPRESSION = "lz4";

    private OutboxRecord() {}

    static ProducerRecord<String, String> of(String topic, String key, String headers, String payload) {
        ProducerRecord<String, String> sent = new ProducerRecord<>(topic, key, payload);
        sent.headers().add("headers", headers.getBytes(StandardCharsets.UTF_8));
        return sent;
    }
}
