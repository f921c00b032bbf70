package org.importsafety.events;

import static org.importsafety.events.Fixtures.file;
import static org.importsafety.events.Fixtures.json;
import static org.importsafety.events.Fixtures.types;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** asyncapi.yaml says of each topic and each event what the code says. */
class AsyncApiTest {
    private static final JsonNode API = json(file("asyncapi.yaml"));
    private static final Map<Class<?>, Object> BLANK =
            Map.of(List.class, List.of(), int.class, 0, long.class, 0L, boolean.class, false);

    @Test
    void the_channels_are_the_topics() {
        List<Topic> channels = new ArrayList<>();
        API.path("channels").properties().forEach(channel -> {
            JsonNode kafka = channel.getValue().path("bindings").path("kafka");
            String policy = kafka.path("topicConfiguration")
                    .path("cleanup.policy")
                    .path(0)
                    .asText();
            assertTrue(Set.of("compact", "delete").contains(policy), channel.getKey());
            assertEquals(channel.getKey(), channel.getValue().path("address").asText());
            channels.add(new Topic(channel.getKey(), kafka.path("partitions").asInt(), policy.equals("compact")));
        });
        assertEquals(Topics.ALL, channels);
    }

    @Test
    void every_event_is_a_message_of_its_own_topic_with_its_key_and_none_is_left_over() {
        Set<String> described = new TreeSet<>();
        API.path("channels").properties().forEach(channel -> channel.getValue()
                .path("messages")
                .properties()
                .forEach(message -> described.add(String.join(
                        " ",
                        channel.getKey(),
                        message.getKey(),
                        message.getValue().path("traits").path(0).path("$ref").asText(),
                        message.getValue().path("payload").path("$ref").asText()))));
        Set<String> coded = new TreeSet<>();
        for (Class<?> type : types()) {
            Event event = namesakes(type);
            coded.add(String.join(
                    " ",
                    event.topic().name(),
                    event.type(),
                    "#/components/messageTraits/" + event.key(),
                    "schema/" + event.type() + ".json"));
        }
        assertEquals(coded, described);
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = API.findValuesAsText("$ref");
        assertTrue(references.size() > types().size());
        for (String reference : references) {
            boolean there = reference.startsWith("#")
                    ? !API.at(reference.substring(1)).isMissingNode()
                    : Files.exists(file(reference));
            assertTrue(there, reference);
        }
    }

    /** An event whose texts are the names of their fields, so that its key tells which field is the key. */
    private static Event namesakes(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(field -> field.getType() == String.class ? field.getName() : BLANK.get(field.getType()))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (Event) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No blank " + type, e);
        }
    }
}
