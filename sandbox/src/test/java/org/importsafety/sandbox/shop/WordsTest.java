package org.importsafety.sandbox.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.importsafety.sandbox.platform.Block;
import org.importsafety.sandbox.platform.Block.Nonconformity;
import org.importsafety.sandbox.shop.Answer.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a visitor reads: both languages, reasons in plain words, nothing that breaks out of the markup. */
class WordsTest {

    private static final Block BLOCK = new Block(
            "b",
            "A",
            List.of(),
            Instant.parse("2011-06-11T03:00:00Z"),
            "SAFETY_NONCONFORMITY",
            "KTR",
            "KTR-7",
            List.of(
                    new Nonconformity("total-lead", "body", "412", "LE", "100", "mg/kg"),
                    new Nonconformity("ph", "body", "9.1", "RANGE", "4.0-7.5", "[pH]"),
                    new Nonconformity("new-thing", "body", "3", "BANNED", "not detected", "ug/g"),
                    new Nonconformity("sharp-edges", "body", "FAIL", "PASS", "PASS", "1")),
            null);

    private final Words english = new Words(Locale.ENGLISH);
    private final Words korean = new Words(Locale.KOREAN);

    @Test
    void both_languages_say_the_same_things() {
        assertEquals(
                new TreeSet<>(
                        ResourceBundle.getBundle("shop.words", Locale.ENGLISH).keySet()),
                new TreeSet<>(
                        ResourceBundle.getBundle("shop.words", Locale.KOREAN).keySet()));
    }

    @Test
    void a_block_is_explained_in_plain_words() {
        Answer.No no = new Answer.No(
                new Wish("A", null, 1),
                Reason.BLOCKED,
                new Item("A", "toys", "Duck", List.of("A-0"), 1L, "GBP", 0),
                BLOCK);
        String why = english.why(no);

        assertTrue(
                why.startsWith("Duck is off sale because it does not meet the safety standard: "
                        + "lead 412 mg/kg, limit 100 mg/kg; pH 9.1, allowed is 4.0-7.5; "),
                why);
        assertTrue(why.contains("new thing 3 \u00B5g/g, none is allowed; sharp edges: not passed. "), why);
        assertTrue(why.contains("Tested by KTR, report KTR-7"), why);
        assertTrue(korean.why(no).contains(" 납 412 mg/kg, 기준 100 mg/kg 이하; pH 9.1, "), korean.why(no));
    }

    @Test
    void a_hold_says_until_when_and_accuses_nobody() {
        Block hold = new Block(null, "A", null, null, null, null, null, null, Instant.parse("2011-06-18T03:00:00Z"));
        Item item = new Item("A", "toys", "Duck", List.of("A-0"), 1L, "GBP", 0);
        Answer.No no = new Answer.No(new Wish("A", null, 1), Reason.BLOCKED, item, hold);
        assertTrue(english.why(no).startsWith("Duck is off sale for the time being"), english.why(no));
        assertTrue(english.why(no).contains("2011"), english.why(no));
        assertTrue(korean.why(no).startsWith("Duck: "), korean.why(no));
    }

    @Test
    void every_reason_has_words_in_both_languages() {
        Item item = new Item("A", "toys", "Duck's {0} <b>", List.of("A-0"), null, "GBP", 0);
        for (Reason reason : Reason.values()) {
            for (Words words : List.of(english, korean)) {
                String why = words.why(new Answer.No(new Wish("A", "A-0", 1), reason, item, BLOCK));
                assertTrue(
                        reason == Reason.QUANTITY || reason == Reason.CART_FULL || why.contains("Duck's {0} <b>"), why);
            }
        }
    }

    @Test
    void money_is_in_the_currencys_own_units() {
        assertEquals("£12.50", english.money(1250, "GBP"));
        assertEquals("₩1,250", korean.money(1250, "KRW"));
        assertEquals("QQQ 1250", english.money(1250, "QQQ"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ko-KR,en;q=0.8|ko", "de,ko;q=0.5|ko", "de|en", "''|en", "en;q=|en", "*|en"})
    void the_browsers_language_is_taken_where_it_is_spoken(String header, String language) {
        assertEquals(language, Words.preferred(header).getLanguage());
    }

    @Test
    void whatever_is_put_into_markup_is_escaped() {
        Html inner = Html.of("<b>{}</b>", "a<b & 'c' \"d\" {}");

        assertEquals(
                "<p title=\"&quot;&gt;\"><b>a&lt;b &amp; &#39;c&#39; &quot;d&quot; {}</b></p>",
                Html.of("<p title=\"{}\">{}</p>", "\">", inner).markup());
        assertThrows(IllegalArgumentException.class, () -> Html.of("{}"));
        assertThrows(IllegalArgumentException.class, () -> Html.of("{}", 1, 2));
    }
}
