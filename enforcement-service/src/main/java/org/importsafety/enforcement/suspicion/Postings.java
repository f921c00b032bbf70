package org.importsafety.enforcement.suspicion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which blocked products have which words and pieces of an image, of those that some listings have: an inverted index.
 * Shared words are counted here, since a database makes a row of each word of each pair: of a thousand listings and
 * twenty thousand products that is a million rows, and hardly one pair in a hundred is alike.
 *
 * @param byTerm as {@link Likeness#terms} has them
 */
record Postings(Map<String, List<Posting>> byTerm) {
    /** More than are asked about: some turn out to be known already. */
    private static final int MOST = 20;

    private static final Comparator<Shared> NEAREST_FIRST = Comparator.comparingInt(Shared::pieces)
            .thenComparingInt(Shared::percent)
            .reversed()
            .thenComparing(Shared::blockId);

    /** @param words how many the product's title has */
    record Posting(UUID blockId, int words) {}

    /** @param percent Dice's coefficient of the two titles' words */
    private record Shared(UUID blockId, int pieces, int percent) {}

    private static final class Counts {
        private int words;
        private int pieces;
    }

    /** Products with half of the shorter title's words, or a piece of the image, in common; the nearest first. */
    List<UUID> nearest(List<String> terms) {
        Map<Posting, Counts> counts = new HashMap<>();
        int listingWords = 0;
        for (String term : terms) {
            boolean isPiece = Likeness.isPiece(term);
            listingWords += isPiece ? 0 : 1;
            for (Posting posting : byTerm.getOrDefault(term, List.of())) {
                Counts shared = counts.computeIfAbsent(posting, ignored -> new Counts());
                shared.pieces += isPiece ? 1 : 0;
                shared.words += isPiece ? 0 : 1;
            }
        }
        List<Shared> alike = new ArrayList<>();
        for (Map.Entry<Posting, Counts> each : counts.entrySet()) {
            Counts shared = each.getValue();
            int productWords = each.getKey().words();
            if (shared.pieces > 0 || 2 * shared.words >= Math.min(listingWords, productWords)) {
                int percent = 200 * shared.words / Math.max(1, listingWords + productWords);
                alike.add(new Shared(each.getKey().blockId(), shared.pieces, percent));
            }
        }
        return alike.stream()
                .sorted(NEAREST_FIRST)
                .limit(MOST)
                .map(Shared::blockId)
                .toList();
    }
}
