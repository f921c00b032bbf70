package org.importsafety.sandbox.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The guides in docs/guide, as files. */
final class Guides {
    static final Path HOME = Path.of("").toAbsolutePath().getParent();
    static final Path FOLDER = HOME.resolve("docs/guide");
    static final Path STOP_SALES = FOLDER.resolve("StopSales.java");

    private static final Pattern CODE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    private Guides() {}

    /** The fenced blocks that name a language. @param language null for all */
    static List<String> code(Path page, String language) throws IOException {
        return CODE.matcher(Files.readString(page))
                .results()
                .filter(block -> language == null || block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** Links to files of this repository. */
    static List<String> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains(":"))
                .toList();
    }
}
