package org.importsafety.selection.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.importsafety.events.SelectionEvent;
import org.importsafety.events.SelectionEvent.CampaignClosed;
import org.importsafety.selection.campaign.Decision.Outcome;

/**
 * Who is tested: the places of each category are given in the order of the ranks. Ranks are never renumbered: who is
 * passed over leaves a gap, and the next takes the place.
 */
record Selection(CampaignMonth month, Rule rule, String snapshotHash, List<Decision> decisions) {

    /** @param ranked sorted by category, then rank */
    static Selection of(CampaignMonth month, Rule rule, Plan plan, List<Candidate> ranked) {
        Map<String, Integer> taken = new HashMap<>();
        List<Decision> decisions = new ArrayList<>(ranked.size());
        for (Candidate candidate : ranked) {
            Decision decision = decide(candidate, plan, taken.getOrDefault(candidate.category(), 0));
            if (decision.outcome() == Outcome.SELECTED) {
                taken.merge(candidate.category(), 1, Integer::sum);
            }
            decisions.add(decision);
        }
        return new Selection(month, rule, hash(ranked), List.copyOf(decisions));
    }

    private static Decision decide(Candidate candidate, Plan plan, int taken) {
        int places = plan.places(candidate.category());
        if (places == 0) {
            return new Decision(candidate, Outcome.UNPLANNED, null);
        }
        if (taken >= places) {
            return new Decision(candidate, Outcome.CUT, null);
        }
        return Decision.onPlace(candidate);
    }

    /** SHA-256 over all candidates and their counts: the same for everybody who counted the same, whatever the rule. */
    private static String hash(List<Candidate> candidates) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        candidates.stream()
                .sorted(Comparator.comparing(Candidate::category, Selection::byCodePoint)
                        .thenComparing(Candidate::listingId))
                .map(c -> Csv.row(c.category(), c.listingId(), c.units(), c.orders(), c.buyers()))
                .forEach(row -> digest.update(row.getBytes(UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** UTF-8 sorts by code point; {@link String#compareTo} sorts by UTF-16 unit. */
    private static int byCodePoint(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
    }

    Stream<Decision> with(Outcome outcome) {
        return decisions.stream().filter(decision -> decision.outcome() == outcome);
    }

    int count(Outcome outcome) {
        return (int) with(outcome).count();
    }

    /** What the close tells: each pick, each skip, then that it is done. */
    List<SelectionEvent> events() {
        List<SelectionEvent> events = new ArrayList<>();
        with(Outcome.SELECTED)
                .map(decision -> decision.event(month, rule, snapshotHash))
                .forEach(events::add);
        with(Outcome.SKIPPED)
                .map(decision -> decision.event(month, rule, snapshotHash))
                .forEach(events::add);
        events.add(new CampaignClosed(
                month.toString(),
                rule.text(),
                Rule.VERSION,
                snapshotHash,
                count(Outcome.SELECTED),
                count(Outcome.SKIPPED)));
        return events;
    }
}
