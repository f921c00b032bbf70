package org.importsafety.enforcement.suspicion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How much a listing is like a blocked product, by what a seller who puts it back cannot change much: it must be found
 * and bought. It blocks nothing: two products can look alike.
 *
 * <p>The nearer of title and image counts; a maker or a price in common add to it, another maker takes away. That one of
 * them names no maker, or the price is another, says nothing.
 *
 * @param score 0 to 100
 * @param reasons what is alike, each as CODE: detail
 */
record NearMatch(int score, List<String> reasons) {
    private static final int SAME_MAKER = 10;
    private static final int OTHER_MAKER = -15;
    private static final int SAME_PRICE = 5;
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final BigDecimal PRICE_BAND = BigDecimal.valueOf(25);
    private static final int FARTHEST_IMAGE = 10;

    /** Words that were added to all of the title: they lengthen it, and make it no other one. */
    private static final int WITHIN_A_LONGER_TITLE = 90;

    private static final int SHORTEST_WITHIN = 3;

    /** A single word names a kind of thing, no product. */
    private static final int ONE_WORD = 60;

    NearMatch {
        reasons = List.copyOf(reasons);
    }

    static NearMatch of(Likeness listing, Likeness blocked) {
        List<String> reasons = new ArrayList<>();
        int title = title(listing.words(), blocked.words());
        if (title > 0) {
            reasons.add("TITLE: " + title + " %");
        }
        int bits = bitsApart(listing, blocked);
        int image = bits > FARTHEST_IMAGE ? 0 : 100 - 2 * bits;
        if (image > 0) {
            reasons.add("IMAGE: " + bits + "/" + Long.SIZE);
        }
        int score = Math.max(title, image);
        if (score == 0) {
            return new NearMatch(0, List.of());
        }
        score += maker(listing, blocked, reasons) + price(listing, blocked, reasons);
        return new NearMatch(Math.max(0, Math.min(100, score)), reasons);
    }

    /** Percent of the words that are in both (Dice's coefficient); or of the shorter title's, if the longer holds it. */
    private static int title(List<String> listing, List<String> blocked) {
        List<String> one = TitleWords.togetherAsIn(blocked, listing);
        List<String> other = TitleWords.togetherAsIn(one, blocked);
        int both = TitleWords.inCommon(one, other);
        if (both == 0) {
            return 0;
        }
        int shorter = Math.min(one.size(), other.size());
        int dice = 200 * both / (one.size() + other.size());
        if (both == 1) {
            return Math.min(dice, ONE_WORD);
        }
        return shorter < SHORTEST_WITHIN ? dice : Math.max(dice, WITHIN_A_LONGER_TITLE * both / shorter);
    }

    /** More than a hash has where one has none. */
    private static int bitsApart(Likeness one, Likeness other) {
        return one.imageHash() == null || other.imageHash() == null
                ? Long.SIZE + 1
                : Long.bitCount(hash(one) ^ hash(other));
    }

    private static long hash(Likeness it) {
        return Long.parseUnsignedLong(it.imageHash(), 16);
    }

    private static int maker(Likeness listing, Likeness blocked, List<String> reasons) {
        String one = TitleWords.joined(listing.brand());
        String other = TitleWords.joined(blocked.brand());
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        if (!one.equals(other)) {
            return OTHER_MAKER;
        }
        reasons.add("MAKER: " + listing.brand().strip().replaceAll("\\s+", " "));
        return SAME_MAKER;
    }

    private static int price(Likeness listing, Likeness blocked, List<String> reasons) {
        if (listing.price() == null
                || blocked.price() == null
                || blocked.price() <= 0
                || !Objects.equals(blocked.currency(), listing.currency())) {
            return 0;
        }
        BigDecimal percent = BigDecimal.valueOf(listing.price())
                .movePointRight(2)
                .divide(BigDecimal.valueOf(blocked.price()), 0, RoundingMode.HALF_UP);
        if (percent.subtract(ALL).abs().compareTo(PRICE_BAND) > 0) {
            return 0;
        }
        reasons.add("PRICE: " + percent.toPlainString() + " %");
        return SAME_PRICE;
    }
}
