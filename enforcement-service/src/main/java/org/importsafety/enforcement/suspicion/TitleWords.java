package org.importsafety.enforcement.suspicion;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A title's words in normal form: without case, accents, signs, plurals and what any seller says of anything. Korean,
 * Chinese and Japanese are written with spaces or without: pairs of neighbouring syllables take the place of words there.
 */
final class TitleWords {
    /** What an index can hold, and what a person could tell apart. */
    private static final int LONGEST = 32;

    private static final int MOST = 60;

    /** Of shorter words a letter is too much to overlook. */
    private static final int WITH_A_TYPO = 5;

    private static final LevenshteinDistance TYPO = new LevenshteinDistance(1);
    private static final String SYLLABLES = "\\p{IsHangul}\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}";
    private static final Pattern SYLLABIC = Pattern.compile("[" + SYLLABLES + "]+");
    private static final Pattern WORD = Pattern.compile(SYLLABIC + "|[[\\p{L}\\p{N}]&&[^" + SYLLABLES + "]]+");
    private static final Pattern APOSTROPHE = Pattern.compile("['’`]");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}");
    private static final Pattern PLURAL = Pattern.compile("(?<=ch|sh|ss|x)es$|(?<!s)s$");
    private static final Pattern SIGN = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Set<String> SAID_OF_ANYTHING = Set.of(
            "a",
            "an",
            "and",
            "the",
            "of",
            "for",
            "with",
            "in",
            "on",
            "to",
            "by",
            "from",
            "w",
            "new",
            "hot",
            "sale",
            "best",
            "free",
            "shipping",
            "delivery",
            "original",
            "genuine",
            "official",
            "무료배송",
            "무배",
            "신상",
            "신상품",
            "정품",
            "특가",
            "세일",
            "할인",
            "인기",
            "추천",
            "당일발송",
            "해외직구",
            "직구");

    private TitleWords() {}

    /** Sorted, each once. */
    static List<String> of(String title) {
        Set<String> words = new TreeSet<>();
        StringBuilder syllables = new StringBuilder();
        Matcher found = WORD.matcher(APOSTROPHE.matcher(normal(title)).replaceAll(""));
        while (found.find() && words.size() < MOST) {
            String word = found.group();
            if (SAID_OF_ANYTHING.contains(word)) {
                continue;
            }
            if (SYLLABIC.matcher(word).matches()) {
                syllables.append(word);
            } else {
                words.add(singular(word));
            }
        }
        words.addAll(pairs(syllables.toString()));
        return words.stream().limit(MOST).toList();
    }

    /** Letters and digits alone, for names that are one thing. */
    static String joined(String name) {
        return SIGN.matcher(normal(name)).replaceAll("");
    }

    /** How many words the two have in common, each counted once; a letter more, less or other in a long word is the same word. */
    static int inCommon(List<String> one, List<String> other) {
        List<String> left = new ArrayList<>(other);
        List<String> alone = one.stream().filter(word -> !left.remove(word)).toList();
        int alike = one.size() - alone.size();
        for (String word : alone) {
            for (String candidate : left) {
                if (isTypo(word, candidate)) {
                    left.remove(candidate);
                    alike++;
                    break;
                }
            }
        }
        return alike;
    }

    /** The words, two of them made one where the other title writes them together: cake stand, cakestand. */
    static List<String> togetherAsIn(List<String> other, List<String> words) {
        List<String> together = new ArrayList<>(words);
        for (String whole : other) {
            if (together.contains(whole)) {
                continue;
            }
            together.stream()
                    .filter(part -> whole.startsWith(part) && together.contains(whole.substring(part.length())))
                    .findFirst()
                    .ifPresent(part -> {
                        together.remove(part);
                        together.remove(whole.substring(part.length()));
                        together.add(whole);
                    });
        }
        return together;
    }

    private static boolean isTypo(String one, String other) {
        return Math.min(one.length(), other.length()) >= WITH_A_TYPO && TYPO.apply(one, other) >= 0;
    }

    private static String normal(String written) {
        String signs = written == null ? "" : Normalizer.normalize(written, Normalizer.Form.NFKD);
        return Normalizer.normalize(ACCENT.matcher(signs).replaceAll(""), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    private static String singular(String word) {
        String one = word.length() > 3 ? PLURAL.matcher(word).replaceAll("") : word;
        int length = Math.min(LONGEST, one.codePointCount(0, one.length()));
        return one.substring(0, one.offsetByCodePoints(0, length));
    }

    private static Set<String> pairs(String syllables) {
        int[] each = syllables.codePoints().limit(MOST).toArray();
        Set<String> pairs = new TreeSet<>();
        if (each.length == 1) {
            pairs.add(syllables);
        }
        for (int i = 0; i + 2 <= each.length; i++) {
            pairs.add(new String(each, i, 2));
        }
        return pairs;
    }
}
