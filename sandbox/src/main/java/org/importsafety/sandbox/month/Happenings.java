package org.importsafety.sandbox.month;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.sandbox.Json;

/** Who wants to know of which type of event; types that nobody asks for are skipped. */
final class Happenings {

    private final Map<String, List<Interest<?>>> interests = new HashMap<>();

    private record Interest<T>(Class<T> shape, Consumer<T> reader) {
        void tell(byte[] json) throws IOException {
            reader.accept(Json.read(json, shape));
        }
    }

    private record Envelope(String type) {}

    /** Those who ask first are told first. */
    <T> Happenings on(String type, Class<T> shape, Consumer<T> reader) {
        interests.computeIfAbsent(type, name -> new ArrayList<>()).add(new Interest<>(shape, reader));
        return this;
    }

    void tell(ConsumerRecord<byte[], byte[]> told) throws IOException {
        if (told.value() != null) {
            String type = Json.read(told.value(), Envelope.class).type();
            for (Interest<?> interest : interests.getOrDefault(type, List.of())) {
                interest.tell(told.value());
            }
        }
    }
}
