package org.importsafety.selection.campaign;

import static org.importsafety.selection.campaign.CampaignMonthTest.month;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.importsafety.events.SelectionEvent.CampaignClosed;
import org.importsafety.events.SelectionEvent.ProductSelected;
import org.importsafety.events.SelectionEvent.ProductSkipped;
import org.importsafety.selection.campaign.Decision.Outcome;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final CampaignMonth MAY = month("2011-05");

    @Test
    void the_places_of_a_category_go_to_its_best_ranks() {
        Selection selection = select(Plan.top(2), sold("toys", 1, "A"), sold("toys", 2, "B"), sold("toys", 3, "C"));

        assertEquals(List.of("A", "B"), ids(selection, Outcome.SELECTED));
        assertEquals(List.of("C"), ids(selection, Outcome.CUT));
    }

    @Test
    void a_skip_leaves_a_gap_and_the_next_takes_the_place() {
        Selection selection = select(Plan.top(2), sold("toys", 1, "A"), blocked("toys", 2, "B"), sold("toys", 3, "C"));

        assertEquals(List.of("A", "C"), ids(selection, Outcome.SELECTED));
        assertEquals(List.of("B"), ids(selection, Outcome.SKIPPED));
        assertEquals(
                List.of(1, 3),
                selection
                        .with(Outcome.SELECTED)
                        .map(decision -> decision.candidate().rank())
                        .toList());
    }

    @Test
    void who_comes_after_the_last_place_is_cut_and_not_skipped() {
        Selection selection = select(Plan.top(1), sold("toys", 1, "A"), blocked("toys", 2, "B"));

        assertEquals(List.of("B"), ids(selection, Outcome.CUT));
    }

    @Test
    void a_plan_gives_places_to_the_categories_that_it_names_only() {
        Selection selection =
                select(Plan.of(Map.of("toys", 5, "none", 3)), sold("cards", 1, "A"), sold("toys", 1, "B"));

        assertEquals(List.of("B"), ids(selection, Outcome.SELECTED));
        assertEquals(List.of("A"), ids(selection, Outcome.UNPLANNED));
    }

    @Test
    void free_is_skipped_and_an_unknown_price_is_not_free() {
        Selection selection = select(
                Plan.top(9),
                candidate("toys", 1, "A", 0L, false, false, false),
                candidate("toys", 2, "B", null, false, false, false));

        assertEquals(List.of("B"), ids(selection, Outcome.SELECTED));
        assertEquals(List.of("A"), ids(selection, Outcome.SKIPPED));
    }

    @Test
    void the_first_reason_that_speaks_against_a_test_is_told() {
        assertEquals("BLOCKED", reason(candidate("c", 1, "A", 0L, true, true, true)));
        assertEquals("IN_TEST", reason(candidate("c", 1, "A", 0L, false, true, true)));
        assertEquals("PASSED_RECENTLY", reason(candidate("c", 1, "A", 0L, false, false, true)));
        assertEquals("FREE", reason(candidate("c", 1, "A", 0L, false, false, false)));
    }

    @Test
    void the_hash_is_over_all_candidates_by_code_point_with_quoted_fields() throws Exception {
        // U+FF5E sorts before U+1F600 by code point, after it by UTF-16 unit.
        String rows = "a,A10,3,2,1\na,a,3,2,1\n\"a\"\"b,c\",B,3,2,1\n\uFF5E,C,3,2,1\n\uD83D\uDE00,D,3,2,1\n";
        List<Candidate> candidates = new ArrayList<>(List.of(
                sold("a", 1, "a"),
                sold("a", 2, "A10"),
                sold("a\"b,c", 1, "B"),
                sold("\uD83D\uDE00", 1, "D"),
                sold("\uFF5E", 1, "C")));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(rows.getBytes(StandardCharsets.UTF_8));
        String expected = HexFormat.of().formatHex(digest);

        assertEquals(
                expected,
                Selection.of(MAY, Rule.MOST_ORDERS, Plan.top(1), candidates).snapshotHash());
        Collections.reverse(candidates);
        assertEquals(
                expected,
                Selection.of(MAY, Rule.MOST_UNITS, Plan.top(9), candidates).snapshotHash());
        candidates.remove(0);
        assertNotEquals(
                expected,
                Selection.of(MAY, Rule.MOST_UNITS, Plan.top(9), candidates).snapshotHash());
    }

    @Test
    void nothing_sold_has_the_hash_of_nothing() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                select(Plan.top(1)).snapshotHash());
    }

    @Test
    void the_close_tells_each_pick_each_skip_and_then_its_end() {
        Selection selection = select(Plan.top(1), blocked("toys", 1, "A"), sold("toys", 2, "B"), sold("toys", 3, "C"));
        String hash = selection.snapshotHash();

        assertEquals(
                List.of(
                        new ProductSelected(
                                "2011-05:B",
                                "2011-05",
                                "B",
                                "B-0",
                                "s1",
                                "toys",
                                "CHILD",
                                List.of("pvc"),
                                2,
                                3,
                                2,
                                1,
                                "most-orders",
                                1,
                                hash,
                                Instant.parse("2010-06-04T00:00:00Z")),
                        new ProductSkipped("2011-05:A", "2011-05", "A", "toys", 1, "BLOCKED"),
                        new CampaignClosed("2011-05", "most-orders", 1, hash, 1, 1)),
                selection.events());
    }

    @Test
    void a_person_reads_why() {
        Selection selection = select(Plan.top(1), blocked("toys", 1, "A"), sold("toys", 2, "B"), sold("toys", 3, "C"));

        assertEquals(
                List.of(
                        "Number 1 of toys by most-orders, with 2 orders, 3 units and 1 buyers:"
                                + " had a place but was passed over: its sale is blocked.",
                        "Number 2 of toys by most-orders, with 2 orders, 3 units and 1 buyers:"
                                + " chosen for one of 1 places.",
                        "Number 3 of toys by most-orders, with 2 orders, 3 units and 1 buyers:"
                                + " not chosen: the 1 places went to better ranked listings."),
                selection.decisions().stream()
                        .map(decision -> Place.of(decision).words(Rule.MOST_ORDERS, 1))
                        .toList());
    }

    private static Selection select(Plan plan, Candidate... ranked) {
        return Selection.of(MAY, Rule.MOST_ORDERS, plan, List.of(ranked));
    }

    private static String reason(Candidate candidate) {
        return candidate.skipReason().orElseThrow().name();
    }

    private static List<String> ids(Selection selection, Outcome outcome) {
        return selection
                .with(outcome)
                .map(decision -> decision.candidate().listingId())
                .toList();
    }

    private static Candidate sold(String category, int rank, String id) {
        return candidate(category, rank, id, 100L, false, false, false);
    }

    private static Candidate blocked(String category, int rank, String id) {
        return candidate(category, rank, id, 100L, true, false, false);
    }

    private static Candidate candidate(
            String category, int rank, String id, Long price, boolean blocked, boolean inTest, boolean passed) {
        return new Candidate(
                category, rank, id, id + "-0", "s1", "CHILD", List.of("pvc"), 3, 2, 1, price, blocked, inTest, passed);
    }
}
