package org.importsafety.dashboard.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page says everything in both languages. Its word files hold one key a line, so that they can be read without JavaScript. */
class WordsTest {
    private static final Path PAGE = Path.of("src/main/resources/META-INF/resources");
    private static final Pattern LINE = Pattern.compile("^  '([^']+)': (.+),$");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern ASKED =
            Pattern.compile("(?:\\b(?:t|pieces)\\('|data-(?:words|label|hint)=\")([^'\"]+)['\"]");

    @Test
    void both_languages_have_the_same_keys() throws IOException {
        assertEquals(words("en").keySet(), words("ko").keySet());
    }

    @Test
    void both_languages_fill_in_the_same_values() throws IOException {
        assertEquals(places(words("en")), places(words("ko")));
    }

    @Test
    void every_line_of_words_is_a_key_with_words() throws IOException {
        for (String language : List.of("en", "ko")) {
            List<String> unread = lines(language)
                    .filter(line -> line.startsWith("  ") && !line.startsWith("  //"))
                    .filter(line -> !LINE.matcher(line).matches())
                    .toList();
            assertEquals(List.of(), unread, language);
        }
    }

    @Test
    void every_key_that_the_page_asks_for_has_words() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Path source : sources()) {
            Matcher matcher = ASKED.matcher(Files.readString(source));
            while (matcher.find()) {
                asked.add(matcher.group(1));
            }
        }
        assertTrue(asked.size() > 50, "the sources are read: " + asked);
        asked.removeAll(words("en").keySet());
        assertEquals(Set.of(), asked);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> scripts = Files.list(PAGE.resolve("js"))) {
            return Stream.concat(scripts, Stream.of(PAGE.resolve("index.html"))).toList();
        }
    }

    private static Map<String, String> words(String language) throws IOException {
        return lines(language)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        line -> line.group(1),
                        line -> line.group(2),
                        (one, again) -> {
                            throw new AssertionError("twice in words." + language + ".js: " + one + " and " + again);
                        },
                        LinkedHashMap::new));
    }

    private static Stream<String> lines(String language) throws IOException {
        return Files.readAllLines(PAGE.resolve("js/words." + language + ".js")).stream();
    }

    private static Map<String, Set<String>> places(Map<String, String> words) {
        return words.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), key -> PLACE.matcher(words.get(key))
                        .results()
                        .map(place -> place.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
    }
}
