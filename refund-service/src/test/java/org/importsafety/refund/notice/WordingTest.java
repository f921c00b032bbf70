package org.importsafety.refund.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.importsafety.events.Money;
import org.importsafety.events.Nonconformity;
import org.importsafety.refund.notice.Recall.Bought;
import org.importsafety.refund.notice.Wording.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What buyers read, in every language: all of it, in few words, and nothing that makes it sound harmless. */
class WordingTest {
    private static final Path RESOURCES = Path.of("src/main/resources/notice");
    private static final Wording WORDING = new Wording("1372");

    /** Regulation (EU) 2023/988, Art. 36 (2) (c) names some of them; the others say the same in other words. */
    private static final Map<Language, Pattern> SOOTHING = Map.of(
            Language.EN,
            Pattern.compile(
                    "voluntar|precaution|discretion|caution|potential|in rare|in specific (situations|cases)|rarely|unlikely"
                            + "|possib|\\bmight\\b|\\bmay\\b|\\bcould\\b|minor|slight|isolated|no (reported )?(accident|incident|injur)"
                            + "|peace of mind|quality (issue|improvement)|inconvenience|recommend",
                    Pattern.CASE_INSENSITIVE),
            Language.KO,
            Pattern.compile("자발적|자율적|예방|사전\\s?조치|만일|만약|혹시|우려|가능성|잠재|드물|드문|극히|일부|경미|미미|재량|임의|사고 (사례|보고)"
                    + "|무해|안심|품질 (개선|향상)|불편|권장|권고"),
            Language.ZH,
            Pattern.compile("自愿|主动召回|预防|以防万一|谨慎|潜在|可能|罕见|极少|少数|个别|轻微|酌情|无(事故|伤害)|未发生|放心|安心|品质(改善|提升)|不便|建议"));

    private static final Set<String> PLACES =
            Set.of("listing", "orders", "findings", "finding", "risks", "risk", "amounts", "contact", "caseId");

    private static final Recall RECALL = new Recall(
            "2026-10:85099B",
            "85099B",
            List.of(
                    new Nonconformity("total-lead", "zip", "m", "450", "LE", "100", "mg/kg", "4.5", "s"),
                    new Nonconformity("ph", null, "m", "9.1", "RANGE", "4.0-7.5", "[pH]", null, "s"),
                    new Nonconformity("sharp-edges", null, "m", "FAIL", "PASS", null, "1", null, "s")));

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothing_plays_the_danger_down(Language language) {
        for (Path file : files(language)) {
            assertEquals(
                    List.of(),
                    SOOTHING.get(language)
                            .matcher(text(file))
                            .results()
                            .map(found -> found.group())
                            .toList(),
                    file.toString());
        }
    }

    @Test
    void a_soothing_word_is_found_in_every_language() {
        assertTrue(SOOTHING.get(Language.EN)
                .matcher("Out of an abundance of Caution")
                .find());
        assertTrue(SOOTHING.get(Language.EN).matcher("a voluntary recall").find());
        assertTrue(SOOTHING.get(Language.KO).matcher("예방 차원의 자발적 회수").find());
        assertTrue(SOOTHING.get(Language.ZH).matcher("可能存在潜在风险").find());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_template_says_all_that_a_buyer_must_know(Language language) {
        Set<String> asked = Pattern.compile("\\{(\\w+)}")
                .matcher(text(files(language).get(0)))
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        asked.addAll(Set.of("findings", "risks")); // by the loops, which rendering shows
        assertEquals(PLACES, asked);

        Text text = text(language, RECALL, List.of(new Money("KRW", 19_900)));
        List.of("85099B", "573001", "450 mg/kg", "100 mg/kg", "4.5", "9.1", "19,900", "2026-10:85099B", "1372")
                .forEach(fact -> assertTrue(text.text().contains(fact), () -> fact + " is missing: " + text.text()));
        assertTrue(text.title().contains("85099B"), text.title());
        assertFalse(text.text().startsWith(text.title()), "the title is not said twice");
        assertEquals(
                6, text.text().lines().filter(line -> line.startsWith("- ")).count(), text.text());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whoever_has_the_money_already_is_told_to_stop_using_it_all_the_same(Language language) {
        Text paid = text(language, RECALL, List.of(new Money("KRW", 19_900)));
        Text nothing = text(language, RECALL, List.of());
        assertEquals(paid.title(), nothing.title());
        assertFalse(nothing.text().contains("19,900"));
        long linesThatDiffer = paid.text()
                .lines()
                .filter(line -> nothing.text().lines().noneMatch(line::equals))
                .count();
        assertEquals(1, linesThatDiffer, "the line on the money");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void however_much_is_wrong_it_stays_short(Language language) {
        List<Nonconformity> everything = Arrays.stream(new String[] {
                    "total-lead",
                    "cadmium",
                    "nickel-release",
                    "arsenic",
                    "phthalates-sum",
                    "formaldehyde",
                    "ph",
                    "s-aureus",
                    "small-parts",
                    "cord-free-length",
                    "sharp-edges",
                    "short-circuit",
                    "film-thickness",
                    "total-migration",
                    "marking"
                })
                .map(item -> new Nonconformity(item, "body", "m", "123.45", "LE", "100", "mg/kg", "1.23", "s"))
                .toList();
        List<String> orders = IntStream.range(0, 40).mapToObj(i -> "order-" + i).toList();
        Recall recall = new Recall("2026-10:85099B", "85099B", everything);
        Text text = WORDING.recall(
                WORDING.draft(recall, language), new Bought(orders, List.of(new Money("KRW", 1), new Money("USD", 2))));

        assertTrue(text.title().length() <= 80, text.title());
        assertTrue(text.text().length() <= 3_000, () -> text.text().length() + " characters");
        assertFalse(text.text().contains("order-10"), "ten orders are named, not more");
        Text usual = text(language, RECALL, List.of(new Money("KRW", 19_900)));
        assertTrue(usual.text().length() <= 1_000, () -> usual.text().length() + " characters");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_has_the_same_phrases_with_the_same_places(Language language) {
        assertEquals(places(Language.KO), places(language));
        for (Hazard hazard : Hazard.values()) {
            assertTrue(places(language).containsKey("risk." + hazard), hazard.name());
        }
    }

    @Test
    void money_is_written_with_the_decimals_of_its_currency() {
        assertTrue(text(Language.KO, RECALL, List.of(new Money("KRW", 1_234_500)))
                .text()
                .contains("1,234,500원"));
        assertTrue(text(Language.EN, RECALL, List.of(new Money("GBP", 2_080)))
                .text()
                .contains("20.80 GBP"));
        assertTrue(text(Language.ZH, RECALL, List.of(new Money("KRW", 500), new Money("USD", 5)))
                .text()
                .contains("500 韩元, 0.05 USD"));
    }

    private static Text text(Language language, Recall recall, List<Money> amounts) {
        return WORDING.recall(WORDING.draft(recall, language), new Bought(List.of("573001"), amounts));
    }

    /** Which values each phrase takes; a word for a currency is a language's own. */
    private static Map<String, Set<String>> places(Language language) {
        Properties phrases = new Properties();
        try {
            phrases.load(new StringReader(text(files(language).get(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return phrases.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("money."))
                .collect(Collectors.toMap(key -> key, key -> Pattern.compile("\\{(?:#if )?(\\w+)}")
                        .matcher(phrases.getProperty(key))
                        .results()
                        .map(place -> place.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    /** The template, then the phrases. */
    private static List<Path> files(Language language) {
        return List.of(
                RESOURCES.resolve("recall." + language.code() + ".txt"),
                RESOURCES.resolve("phrases." + language.code() + ".properties"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
