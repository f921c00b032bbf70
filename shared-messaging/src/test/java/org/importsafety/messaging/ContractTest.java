package org.importsafety.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.importsafety.events.Event;
import org.importsafety.events.Recorded;
import org.importsafety.messaging.EventCodec.Reading.Read;
import org.importsafety.messaging.EventCodec.Reading.UnknownType;
import org.importsafety.messaging.EventCodec.Reading.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was ever put on the wire stays readable: the codec against the golden files of shared-events. */
class ContractTest {
    private static final String FAILED = "/golden/TestFailed/1.json";

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void every_golden_file_is_read_and_written_again_the_same(String file) throws IOException {
        JsonNode golden = json(file);
        Recorded<?> recorded = read(golden);
        Event event = recorded.event();
        assertEquals(golden.path("type").asText(), event.type());
        String written = EventCodec.head(event)
                + recorded.version()
                + EventCodec.tail(event, recorded.eventId(), recorded.occurredAt());
        assertEquals(golden, EventCodec.JSON.readTree(written));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void fields_that_nobody_knows_yet_are_skipped(String file) {
        ObjectNode later = json(file);
        later.forEach(field -> field.forEach(item -> {
            if (item instanceof ObjectNode row) {
                row.put("later", "1");
            }
        }));
        later.put("later", 1).putArray("laterRows").addObject().put("field", "x");
        assertEquals(read(json(file)), read(later));
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_newest_golden_file_has_every_field_of_the_record(String type) throws ReflectiveOperationException {
        List<String> versions = goldenFiles(type)
                .filter(file -> !file.endsWith("-minimal.json"))
                .toList();
        Record event = (Record) read(json(versions.get(versions.size() - 1))).event();
        assertEquals(List.of(), absent(event));
    }

    @Test
    void an_unknown_type_is_told_apart_from_the_unreadable() {
        assertEquals(
                new UnknownType("SaleRenamed"),
                EventCodec.read(bytes(json(FAILED).put("type", "SaleRenamed"))));

        assertInstanceOf(Unreadable.class, EventCodec.read("{\"type\":\"TestFailed\"".getBytes(UTF_8)));
        assertInstanceOf(Unreadable.class, EventCodec.read("[]".getBytes(UTF_8)));
        assertInstanceOf(Unreadable.class, EventCodec.read(new byte[0]));
        assertEquals(
                new Unreadable(null, "no JSON object with a type"),
                EventCodec.read(bytes(json(FAILED).without("type"))));
        assertEquals(
                new Unreadable("TestFailed", "missing eventId"),
                EventCodec.read(bytes(json(FAILED).without("eventId"))));
        assertInstanceOf(Unreadable.class, EventCodec.read(bytes(json(FAILED).put("occurredAt", "yesterday"))));
        assertInstanceOf(Unreadable.class, EventCodec.read(bytes(json(FAILED).put("revision", "first"))));
        assertInstanceOf(Unreadable.class, EventCodec.read(bytes(json(FAILED).putNull("mismatch"))));
    }

    static Stream<String> types() {
        return EventCodec.TYPES.keySet().stream().sorted();
    }

    static Stream<String> goldenFiles() {
        return types().flatMap(ContractTest::goldenFiles);
    }

    /** Versions have no gaps: shared-events sees to it. */
    private static Stream<String> goldenFiles(String type) {
        return Stream.iterate(1, version -> version + 1)
                .map(version -> "/golden/" + type + "/" + version)
                .takeWhile(stem -> Event.class.getResource(stem + ".json") != null)
                .flatMap(stem -> Stream.of(stem + ".json", stem + "-minimal.json"))
                .filter(file -> Event.class.getResource(file) != null);
    }

    /** The fields that hold nothing, in the record and in the rows of its lists; numbers and lists always hold something. */
    private static List<String> absent(Record record) throws ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        for (RecordComponent field : record.getClass().getRecordComponents()) {
            Object value = field.getAccessor().invoke(record);
            if (value == null) {
                names.add(field.getName());
            } else if (value instanceof List<?> rows) {
                for (Object row : rows) {
                    if (row instanceof Record nested) {
                        names.addAll(absent(nested));
                    }
                }
            }
        }
        return names;
    }

    private static Recorded<?> read(JsonNode json) {
        return assertInstanceOf(Read.class, EventCodec.read(bytes(json))).recorded();
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(UTF_8);
    }

    private static ObjectNode json(String file) {
        try (InputStream in = Event.class.getResourceAsStream(file)) {
            return (ObjectNode) EventCodec.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
