package org.importsafety.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresFileTest {

    @TempDir
    Path folder;

    @Test
    void a_section_is_replaced_and_what_stands_around_it_stays() throws IOException {
        Path path = folder.resolve("figures.md");
        Files.writeString(path, "# Figures\n\nBy hand.\n");
        FiguresFile file = new FiguresFile(path);

        file.put("a", "first\n");
        file.put("b", "other\n");
        Files.writeString(path, Files.readString(path) + "\nAlso by hand.\n");
        file.put("a", "second\n");

        assertEquals("""
                # Figures

                By hand.

                <!-- measured: a -->
                second
                <!-- end of a -->

                <!-- measured: b -->
                other
                <!-- end of b -->

                Also by hand.
                """, Files.readString(path));
    }
}
