package org.importsafety.testing.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laboratories' pages say the same in both languages, and run no script that is written into a page. */
class PageWordsTest {
    private static final Path PAGES = Path.of("src/main/resources/META-INF/resources");
    private static final Pattern WORDS = Pattern.compile("(?m)^ {2}'([^']+)': '(.*)',$");
    private static final Pattern VALUES = Pattern.compile("\\{(\\w+)[:}]");
    private static final Pattern ASKED = Pattern.compile("\\bsay\\('([\\w.]+)'|data-(?:words|label)=\"([\\w.]+)\"");

    @Test
    void what_is_said_in_one_language_is_said_in_the_other_with_the_same_values() throws IOException {
        Map<String, TreeSet<String>> english = valuesByKey("en");
        assertTrue(english.size() > 150, "the words are read: " + english.size());
        assertEquals(english, valuesByKey("ko"));
    }

    @Test
    void no_line_of_words_is_written_in_another_way() throws IOException {
        for (String language : List.of("en", "ko")) {
            String text = Files.readString(PAGES.resolve("js/words." + language + ".js"));
            long entries = text.lines().filter(line -> line.startsWith("  '")).count();
            assertEquals(entries, WORDS.matcher(text).results().count(), language);
        }
    }

    @Test
    void every_word_that_a_page_asks_for_is_there() throws IOException {
        TreeSet<String> asked = new TreeSet<>();
        for (Path source : sources()) {
            ASKED.matcher(Files.readString(source))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .forEach(asked::add);
        }
        assertTrue(asked.size() > 100, "the pages are read: " + asked.size());
        asked.removeAll(valuesByKey("en").keySet());
        assertEquals(new TreeSet<>(), asked);
    }

    /** What the security policy of the pages forbids would be seen only in a browser. */
    @Test
    void nothing_is_written_into_the_page_that_its_security_policy_forbids() throws IOException {
        String page = Files.readString(PAGES.resolve("index.html"));
        assertFalse(
                Pattern.compile("<script(?![^>]* src=)|<style| style=| on\\w+=")
                        .matcher(page)
                        .find(),
                page);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> scripts = Files.list(PAGES.resolve("js"))) {
            return Stream.concat(scripts, Stream.of(PAGES.resolve("index.html")))
                    .toList();
        }
    }

    private static Map<String, TreeSet<String>> valuesByKey(String language) throws IOException {
        Map<String, TreeSet<String>> values = new TreeMap<>();
        for (MatchResult line : WORDS.matcher(Files.readString(PAGES.resolve("js/words." + language + ".js")))
                .results()
                .toList()) {
            TreeSet<String> names = new TreeSet<>();
            VALUES.matcher(line.group(2)).results().map(place -> place.group(1)).forEach(names::add);
            assertTrue(values.put(line.group(1), names) == null, "twice: " + line.group(1));
        }
        return values;
    }
}
