package org.importsafety.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/figures.md: each benchmark's section stands between two comments and is replaced whole; what people write around it stays. */
record FiguresFile(Path file) {

    void put(String name, String section) throws IOException {
        String begin = "<!-- measured: " + name + " -->\n";
        String end = "<!-- end of " + name + " -->\n";
        String text = Files.exists(file) ? Files.readString(file) : "# Figures\n";
        String block = begin + section + end;
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        Files.writeString(
                file,
                from < 0 || to < from
                        ? text + "\n" + block
                        : text.substring(0, from) + block + text.substring(to + end.length()));
    }
}
