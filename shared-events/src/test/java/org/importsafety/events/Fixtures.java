package org.importsafety.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The event types, and the files that outside consumers get. */
final class Fixtures {
    private Fixtures() {}

    static List<Class<?>> types() {
        return Arrays.stream(Event.class.getPermittedSubclasses())
                .flatMap(topic -> Arrays.stream(topic.getPermittedSubclasses()))
                .collect(Collectors.toUnmodifiableList());
    }

    static Set<String> typeNames() {
        return types().stream().map(Class::getSimpleName).collect(Collectors.toSet());
    }

    /** Every golden file of a type. */
    static List<Path> golden(String type) {
        return list(file("golden/" + type));
    }

    static Path file(String path) {
        return Path.of("src/main/resources").resolve(path);
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        ObjectMapper mapper = file.toString().endsWith(".yaml") ? new YAMLMapper() : new ObjectMapper();
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
