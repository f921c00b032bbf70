package org.importsafety.enforcement.suspicion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.importsafety.events.ListingEvent.ListingPublished;

/**
 * What of a product is compared with another's.
 *
 * @param words of its title, as {@link TitleWords} has them
 * @param brand as its seller writes it; null when he does not
 * @param imageHash of 64 bits, in 16 hexadecimal digits; null for none
 * @param price minor units of the currency; null when it is not stated
 */
public record Likeness(List<String> words, String brand, String imageHash, Long price, String currency) {
    private static final String PIECE = "#";
    private static final int DIGITS = 16;
    private static final int PIECE_DIGITS = 4;

    /** An image of one colour, such as one that stands for a missing image, has hardly a bit set, or hardly one not. */
    private static final int FEWEST_BITS = 4;

    public Likeness {
        words = List.copyOf(words);
    }

    /** Of a listing as it is told. An image hash of another kind than that of 64 bits is none. */
    public static Likeness of(ListingPublished listing) {
        return new Likeness(
                TitleWords.of(listing.title()),
                listing.brand(),
                image(listing.imageHash()),
                listing.price(),
                listing.currency());
    }

    /** As {@link #terms} and the columns beside it were kept. */
    static Likeness kept(List<String> terms, String brand, String imageHash, Long price, String currency) {
        return new Likeness(terms.stream().filter(term -> !isPiece(term)).toList(), brand, imageHash, price, currency);
    }

    /**
     * By what it is found: its words, and the four pieces of its image's hash. Two hashes that differ in at most three bits
     * share a piece; the further apart, the more are missed.
     */
    public List<String> terms() {
        List<String> terms = new ArrayList<>(words);
        for (int i = 0; imageHash != null && i < DIGITS / PIECE_DIGITS; i++) {
            terms.add(PIECE + i + imageHash.substring(i * PIECE_DIGITS, (i + 1) * PIECE_DIGITS));
        }
        return terms;
    }

    /** Of an image, not a word of a title. */
    static boolean isPiece(String term) {
        return term.startsWith(PIECE);
    }

    /** Equal for what a person would judge alike: the price is not part of it. */
    UUID print() {
        String all = String.join(" ", words) + "|" + TitleWords.joined(brand) + "|" + imageHash;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }

    private static String image(String hash) {
        if (hash == null || !hash.matches("[0-9a-fA-F]{" + DIGITS + "}")) {
            return null;
        }
        int bits = Long.bitCount(Long.parseUnsignedLong(hash, DIGITS));
        return bits < FEWEST_BITS || bits > Long.SIZE - FEWEST_BITS ? null : hash.toLowerCase(Locale.ROOT);
    }
}
