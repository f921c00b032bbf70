package org.importsafety.events;

import static org.importsafety.events.Fixtures.file;
import static org.importsafety.events.Fixtures.golden;
import static org.importsafety.events.Fixtures.json;
import static org.importsafety.events.Fixtures.list;
import static org.importsafety.events.Fixtures.typeNames;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files and JSON Schemas: one set for each event, and they agree. */
class SchemaTest {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    @Test
    void every_event_has_golden_files_and_a_schema_and_none_is_left_over() {
        assertEquals(typeNames(), names(list(file("golden"))));
        assertEquals(typeNames(), names(list(file("schema"))));
    }

    @ParameterizedTest
    @MethodSource("org.importsafety.events.Fixtures#typeNames")
    void golden_files_are_numbered_from_1_and_the_minimal_ones_stand_beside(String type) {
        Set<String> files = names(golden(type));
        long numbers = files.stream().filter(name -> !name.endsWith("-minimal")).count();
        Set<String> expected = IntStream.rangeClosed(1, Math.max(1, (int) numbers))
                .mapToObj(number -> Stream.of("" + number, number + "-minimal"))
                .flatMap(pair -> pair.filter(name -> !name.endsWith("-minimal") || files.contains(name)))
                .collect(Collectors.toSet());
        assertEquals(expected, files);
    }

    @ParameterizedTest
    @MethodSource("org.importsafety.events.Fixtures#typeNames")
    void every_golden_file_is_valid(String type) {
        for (Path file : golden(type)) {
            assertEquals(List.of(), errors(type, json(file)), file.toString());
            assertEquals(type, json(file).path("type").asText(), file.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("org.importsafety.events.Fixtures#typeNames")
    void a_value_without_one_of_the_required_fields_is_refused(String type) {
        JsonNode value = json(newest(type));
        everyObject(
                schema(type), value, (schema, object) -> schema.path("required").forEach(name -> {
                    JsonNode removed = object.remove(name.asText());
                    assertTrue(removed != null, () -> type + ": no " + name + " in the golden file");
                    assertTrue(!errors(type, value).isEmpty(), () -> type + " without " + name + " was accepted");
                    object.set(name.asText(), removed);
                }));
    }

    /** The statement of reasons: facts, ground, source, who decided how, what is to stop where and since when. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "listingId",
                "skus",
                "sellerId",
                "actions",
                "territory",
                "ground",
                "severity",
                "nonconformities",
                "lab",
                "reportNo",
                "automated",
                "blockedAt",
                "respondBy",
                "attempt",
                "refundFrom"
            })
    void a_block_without_one_of_its_reasons_is_refused(String reason) {
        for (String type : List.of("SaleBlocked", "BlockListed")) {
            ObjectNode value = (ObjectNode) json(newest(type));
            assertTrue(value.remove(reason) != null, () -> type + ": no " + reason + " in the golden file");
            assertTrue(!errors(type, value).isEmpty(), () -> type + " without " + reason + " was accepted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "part", "method", "measured", "comparator", "limit", "unit", "source"})
    void a_block_is_refused_whose_finding_lacks_what_was_measured_against_what(String fact) {
        ObjectNode value = (ObjectNode) json(newest("SaleBlocked"));
        ((ObjectNode) value.at("/nonconformities/0")).remove(fact);
        assertTrue(!errors("SaleBlocked", value).isEmpty(), () -> "a finding without " + fact + " was accepted");
    }

    @ParameterizedTest
    @MethodSource("org.importsafety.events.Fixtures#typeNames")
    void the_newest_golden_file_has_every_field_of_the_schema_and_no_other(String type) {
        everyObject(
                schema(type),
                json(newest(type)),
                (schema, object) -> assertEquals(fields(schema.path("properties")), fields(object), type));
    }

    @ParameterizedTest
    @MethodSource("org.importsafety.events.Fixtures#typeNames")
    void where_fields_are_optional_a_minimal_golden_file_has_none_of_them(String type) {
        Set<String> optional = new TreeSet<>();
        everyObject(schema(type), json(newest(type)), (schema, object) -> optional.addAll(optional(schema)));
        Path minimal = file("golden/" + type + "/1-minimal.json");
        assertEquals(!optional.isEmpty(), golden(type).contains(minimal), () -> type + " has optional " + optional);
        if (!optional.isEmpty()) {
            everyObject(schema(type), json(minimal), (schema, object) -> optional(schema)
                    .forEach(name -> assertTrue(!object.has(name), type + " " + name)));
        }
    }

    /** The value itself and the objects in its lists, each with its schema. */
    private static void everyObject(JsonNode schema, JsonNode value, BiConsumer<JsonNode, ObjectNode> check) {
        check.accept(schema, (ObjectNode) value);
        schema.path("properties").properties().forEach(property -> {
            JsonNode items = property.getValue().path("items");
            if (items.has("properties")) {
                value.path(property.getKey()).forEach(item -> everyObject(items, item, check));
            }
        });
    }

    private static List<Error> errors(String type, JsonNode value) {
        Schema schema = REGISTRY.getSchema(schema(type).toString());
        return schema.validate(value.toString(), InputFormat.JSON);
    }

    private static JsonNode schema(String type) {
        return json(file("schema/" + type + ".json"));
    }

    private static Path newest(String type) {
        long versions = golden(type).stream()
                .filter(file -> !file.toString().endsWith("-minimal.json"))
                .count();
        return file("golden/" + type + "/" + versions + ".json");
    }

    private static Set<String> optional(JsonNode schema) {
        Set<String> fields = fields(schema.path("properties"));
        schema.path("required").forEach(name -> fields.remove(name.asText()));
        return fields;
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> names(List<Path> files) {
        return files.stream()
                .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                .collect(Collectors.toSet());
    }
}
