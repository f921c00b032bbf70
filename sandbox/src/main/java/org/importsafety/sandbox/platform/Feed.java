package org.importsafety.sandbox.platform;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.importsafety.sandbox.Draw;
import org.importsafety.sandbox.Fault;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.input.OrderLine.Identity;

/**
 * The order feed of the month: what is told of which line, in the order of the telling, faults included. Whatever the faults do, the first
 * word on a line's content stays the first, because the first one counts.
 *
 * @param unknownListings lines whose listing was never published; told all the same
 * @param repeats lines of the file that were in it already
 * @param tooLate lines paid at or after the close; not told
 */
record Feed(List<Step> steps, int unknownListings, int repeats, int tooLate) {

    private static final BigDecimal DUPLICATES = new BigDecimal("0.1");
    private static final BigDecimal DIFFERING = new BigDecimal("0.3");

    enum Kind {
        PAID,
        CANCELLED
    }

    /** @param version rises with an order's events; a copy of an event has the event's own */
    record Step(OrderLine line, Kind kind, long version) {}

    static Feed of(Inputs inputs, Instant close, Set<Fault> faults, long seed) {
        Set<String> known = inputs.listings().stream().map(Listing::listingId).collect(Collectors.toSet());
        Set<Identity> seen = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        int unknown = 0;
        int repeats = 0;
        int late = 0;
        for (OrderLine line : inputs.orderLines()) {
            if (!line.paidAt().isBefore(close)) {
                late++;
                continue;
            }
            unknown += known.contains(line.listingId()) ? 0 : 1;
            boolean first = seen.add(line.identity());
            repeats += first ? 0 : 1;
            steps.add(new Step(line, Kind.PAID, 0));
            if (first && line.cancelled()) {
                steps.add(new Step(line, Kind.CANCELLED, 0));
            }
        }
        if (faults.contains(Fault.SHUFFLED_ORDERS)) {
            steps = shuffled(steps, seed);
        }
        steps = numbered(steps);
        if (faults.contains(Fault.DUPLICATE_ORDERS)) {
            steps = withDuplicates(steps, seed);
        }
        return new Feed(List.copyOf(steps), unknown, repeats, late);
    }

    /** Any order, except that payments of the same line keep theirs. */
    private static List<Step> shuffled(List<Step> steps, long seed) {
        Map<Identity, List<Step>> payments = new HashMap<>();
        for (Step step : steps) {
            if (step.kind() == Kind.PAID) {
                payments.computeIfAbsent(step.line().identity(), line -> new ArrayList<>(1))
                        .add(step);
            }
        }
        List<Step> mixed = new ArrayList<>(steps);
        SplittableRandom random =
                new SplittableRandom(Draw.of(seed, "shuffled-orders").number());
        for (int i = mixed.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Step moved = mixed.get(i);
            mixed.set(i, mixed.get(other));
            mixed.set(other, moved);
        }
        mixed.replaceAll(step ->
                step.kind() == Kind.PAID ? payments.get(step.line().identity()).remove(0) : step);
        return mixed;
    }

    private static List<Step> numbered(List<Step> steps) {
        Map<String, Long> versions = new HashMap<>();
        List<Step> numbered = new ArrayList<>(steps.size());
        for (Step step : steps) {
            long version = versions.merge(step.line().orderId(), 1L, Long::sum);
            numbered.add(new Step(step.line(), step.kind(), version));
        }
        return numbered;
    }

    /** A copy follows at once, or anywhere later; some copies tell another amount and come later still than the line they contradict. */
    private static List<Step> withDuplicates(List<Step> steps, long seed) {
        Map<Integer, List<Step>> copies = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Draw draw = Draw.of(
                    seed, "duplicate-orders", step.line().orderId(), step.line().lineNo(), step.kind());
            if (draw.happens(DUPLICATES)) {
                int after = i + (draw.below(2) == 0 ? 0 : draw.below(steps.size() - i));
                Step copy = step.kind() == Kind.PAID && draw.happens(DIFFERING) ? contradicting(step) : step;
                copies.computeIfAbsent(after, place -> new ArrayList<>(1)).add(copy);
            }
        }
        List<Step> all = new ArrayList<>(steps.size() * 11 / 10);
        for (int i = 0; i < steps.size(); i++) {
            all.add(steps.get(i));
            all.addAll(copies.getOrDefault(i, List.of()));
        }
        return all;
    }

    private static Step contradicting(Step step) {
        OrderLine line = step.line();
        OrderLine other = new OrderLine(
                line.orderId(),
                line.lineNo(),
                line.listingId(),
                line.sku(),
                line.buyerRef(),
                line.quantity() + 1,
                line.amount() + 100,
                line.currency(),
                line.paidAt(),
                line.cancelled());
        return new Step(other, step.kind(), step.version() + 1_000_000);
    }
}
