package org.importsafety.sandbox.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.importsafety.sandbox.Fault;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.input.OrderLine.Identity;
import org.importsafety.sandbox.platform.Feed.Kind;
import org.importsafety.sandbox.platform.Feed.Step;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Instant CLOSE = Instant.parse("2011-06-04T00:00:00Z");

    @Test
    void a_cancelled_line_is_paid_and_then_cancelled() {
        Feed feed = feed(List.of(line("o1", 1, 500, true)), Set.of());

        assertEquals(
                List.of(Kind.PAID, Kind.CANCELLED),
                feed.steps().stream().map(Step::kind).toList());
        assertEquals(List.of(1L, 2L), feed.steps().stream().map(Step::version).toList());
    }

    @Test
    void lines_paid_at_or_after_the_close_are_left_out_and_counted() {
        OrderLine late = new OrderLine("o2", 1, "A", "A-0", "b", 1, 100, "GBP", CLOSE, false);

        Feed feed = feed(List.of(line("o1", 1, 500, false), late), Set.of());

        assertEquals(1, feed.steps().size());
        assertEquals(1, feed.tooLate());
    }

    @Test
    void unknown_listings_and_repeats_are_told_and_counted() {
        OrderLine unknown = new OrderLine("o2", 1, "Z", "Z-0", "b", 1, 100, "GBP", CLOSE.minusSeconds(1), false);

        Feed feed = feed(List.of(line("o1", 1, 500, false), line("o1", 1, 500, false), unknown), Set.of());

        assertEquals(3, feed.steps().size());
        assertEquals(1, feed.unknownListings());
        assertEquals(1, feed.repeats());
    }

    @Test
    void whatever_the_faults_the_first_word_on_a_line_stays_the_first() {
        List<OrderLine> lines = many();
        Map<Identity, OrderLine> first = new HashMap<>();
        lines.forEach(line -> first.putIfAbsent(line.identity(), line));

        Feed feed = feed(lines, EnumSet.of(Fault.DUPLICATE_ORDERS, Fault.SHUFFLED_ORDERS));

        Set<Identity> seen = new HashSet<>();
        for (Step step : feed.steps()) {
            if (step.kind() == Kind.PAID && seen.add(step.line().identity())) {
                assertEquals(first.get(step.line().identity()), step.line());
            }
        }
        assertEquals(first.keySet(), seen);
    }

    @Test
    void a_tenth_of_the_feed_is_told_twice_and_some_of_it_differently() {
        List<OrderLine> lines = many();
        int plain = feed(lines, Set.of()).steps().size();

        List<Step> steps = feed(lines, Set.of(Fault.DUPLICATE_ORDERS)).steps();

        int copies = steps.size() - plain;
        long differing =
                steps.stream().filter(step -> step.version() > 1_000_000).count();
        assertTrue(copies > plain / 20 && copies < plain / 5, copies + " copies of " + plain);
        assertTrue(differing > 0 && differing < copies, differing + " differing");
    }

    @Test
    void shuffled_orders_hold_the_same_steps_in_another_order_and_a_cancellation_may_come_first() {
        List<OrderLine> lines = many();
        List<Step> plain = feed(lines, Set.of()).steps();

        List<Step> shuffled = feed(lines, Set.of(Fault.SHUFFLED_ORDERS)).steps();

        assertNotEquals(lines(plain), lines(shuffled));
        assertEquals(plain.size(), shuffled.size());
        assertEquals(new HashSet<>(lines(plain)), new HashSet<>(lines(shuffled)));
        assertTrue(cancelledBeforePaid(shuffled) > 0);
        assertEquals(0, cancelledBeforePaid(plain));
    }

    @Test
    void versions_rise_with_an_orders_events() {
        Map<String, Long> last = new HashMap<>();
        for (Step step : feed(many(), Set.of(Fault.SHUFFLED_ORDERS)).steps()) {
            assertEquals(last.getOrDefault(step.line().orderId(), 0L) + 1, step.version());
            last.put(step.line().orderId(), step.version());
        }
    }

    @Test
    void one_seed_is_one_feed() {
        Set<Fault> faults = EnumSet.of(Fault.DUPLICATE_ORDERS, Fault.SHUFFLED_ORDERS);

        assertEquals(feed(many(), faults), feed(many(), faults));
    }

    private static int cancelledBeforePaid(List<Step> steps) {
        Set<Identity> paid = new HashSet<>();
        int early = 0;
        for (Step step : steps) {
            if (step.kind() == Kind.PAID) {
                paid.add(step.line().identity());
            } else if (!paid.contains(step.line().identity())) {
                early++;
            }
        }
        return early;
    }

    private static List<String> lines(List<Step> steps) {
        return steps.stream().map(step -> step.kind() + " " + step.line()).toList();
    }

    /** With a differing repeat now and then, as in the file format's rules. */
    private static List<OrderLine> many() {
        List<OrderLine> lines = new ArrayList<>();
        for (int order = 0; order < 300; order++) {
            for (int no = 1; no <= 3; no++) {
                lines.add(line("o" + order, no, 100 * no, order % 10 == 0));
            }
            if (order % 7 == 0) {
                lines.add(line("o" + order, 1, 999, false));
            }
        }
        return lines;
    }

    private static OrderLine line(String order, int no, long amount, boolean cancelled) {
        return new OrderLine(order, no, "A", "A-0", "b", 1, amount, "GBP", CLOSE.minusSeconds(60), cancelled);
    }

    private static Feed feed(List<OrderLine> lines, Set<Fault> faults) {
        Listing listing =
                new Listing("A", "s", "toys", "Duck", null, null, null, null, List.of(), null, "GBP", null, List.of());
        return Feed.of(new Inputs(List.of(listing), lines, List.of(), Map.of()), CLOSE, faults, 1);
    }
}
