package org.importsafety.sandbox.month;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.importsafety.sandbox.TopicReader;

/** {@code events.ndjson}: every record of every topic, one a line, by topic, partition and offset. */
final class EventFile {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator line;

    private EventFile(JsonGenerator line) {
        this.line = line;
    }

    static void write(String bootstrapServers, Collection<String> topics, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                JsonGenerator line = JSON.createGenerator(out)) {
            line.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            TopicReader.replay(bootstrapServers, topics, new EventFile(line)::write);
            line.writeRaw('\n');
        }
    }

    private void write(ConsumerRecord<byte[], byte[]> told) throws IOException {
        line.writeStartObject();
        line.writeStringField("topic", told.topic());
        line.writeNumberField("partition", told.partition());
        line.writeNumberField("offset", told.offset());
        line.writeStringField("key", text(told.key()));
        line.writeObjectFieldStart("headers");
        for (Header header : told.headers()) {
            line.writeStringField(header.key(), text(header.value()));
        }
        line.writeEndObject();
        line.writeFieldName("value");
        writeValue(told.value());
        line.writeEndObject();
    }

    /** As it is, if it is JSON on one line; anything else as a string. */
    private void writeValue(byte[] value) throws IOException {
        if (value == null) {
            line.writeNull();
        } else if (isJson(value)) {
            line.writeRawValue(text(value));
        } else {
            line.writeString(text(value));
        }
    }

    private static boolean isJson(byte[] value) {
        try (JsonParser json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null && !contains(value, '\n');
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean contains(byte[] value, char sought) {
        for (byte one : value) {
            if (one == sought) {
                return true;
            }
        }
        return false;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
