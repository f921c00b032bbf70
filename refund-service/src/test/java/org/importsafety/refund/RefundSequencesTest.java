package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.importsafety.refund.Fixtures.as;
import static org.importsafety.refund.Fixtures.refundId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import net.jqwik.api.sessions.JqwikSession;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.importsafety.messaging.FeedPositions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Order lines to which anything happens in any order, each with a sequence of its own, while the sale is blocked, released
 * and blocked again and the provider is as bad as it can be. The rules are SQL for the most part, so it is the service that
 * is driven, with its database, its topics and its provider; what has to be is known from what was said.
 */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class RefundSequencesTest {
    private static final int ROUNDS = 12;
    private static final int LINES_OF_A_LISTING = 25;

    ProviderServer provider;

    @Inject
    Pool pool;

    @Inject
    FeedPositions positions;

    @Test
    void whatever_happens_in_whatever_order_nobody_gets_more_than_was_paid_and_the_books_balance() {
        play("SEQ-", 12);
    }

    @Test
    @Tag("full")
    void the_same_of_ten_thousand_sequences() {
        play("SEQFULL-", 400);
    }

    private void play(String prefix, int listings) {
        long seed = Long.getLong("sequences.seed", new Random().nextLong());
        try (Fixtures world = new Fixtures()) {
            Random random = new Random(seed);
            List<ListingStory> all = new ArrayList<>();
            JqwikSession.run(() -> {
                var courses = ListingStory.courses(ROUNDS, LINES_OF_A_LISTING).generator(1000, true);
                for (int i = 0; i < listings; i++) {
                    all.add(new ListingStory(prefix + i, courses.next(random).value()));
                }
            });
            Set<UUID> told = new HashSet<>();
            for (int round = 0; round < ROUNDS; round++) {
                int now = round;
                // what is said of orders is in the feed before a block is asked for, hence counts
                world.gather(() -> all.forEach(listing -> listing.lines.forEach(line -> line.happens(world, now))));
                all.forEach(listing -> listing.lines.forEach(line -> notifyTruly(listing, line, now)));
                world.gather(() -> all.forEach(listing -> listing.happens(world, now, told)));
                if (random.nextBoolean()) {
                    awaitOrdersTakenIn();
                }
            }
            world.gather(() -> all.forEach(listing -> listing.end(world, told)));
            awaitOrdersTakenIn();
            await("blocks taken in").until(() -> takenIn(told) == told.size());
            await("all cases complete").atMost(Duration.ofMinutes(5)).until(() -> {
                tellOfOpenPayments(prefix);
                return number(
                                "select count(*) from refund_case where state <> 'COMPLETED' and listing_id like $1",
                                prefix)
                        == 0;
            });
            check(prefix, all, "-Dsequences.seed=" + seed);
        }
    }

    private void check(String prefix, List<ListingStory> all, String seed) {
        Map<String, List<Row>> refunds = new HashMap<>();
        run("select * from refund where listing_id like $1 || '%'", prefix)
                .forEach(row -> refunds.computeIfAbsent(row.getString("order_id"), order -> new ArrayList<>())
                        .add(row));
        Map<String, Long> movedByCase = new HashMap<>();
        for (ListingStory listing : all) {
            for (LineStory line : listing.lines) {
                String what = seed + " " + line + " of " + listing;
                List<Row> ofLine = refunds.getOrDefault(line.orderId, List.of());
                List<Long> moved = provider.moved(line.orderId, 1);
                assertTrue(moved.size() <= 1, () -> "paid more than once: " + what + moved);
                long got = moved.stream().mapToLong(Long::longValue).sum();
                assertTrue(got <= line.mayGet(), () -> "got " + moved + ": " + what);
                assertEquals(got, sum(ofLine, "SETTLED"), () -> "settled is what moved: " + what);
                assertTrue(ofLine.stream().filter(RefundSequencesTest::isLive).count() <= 1, what);
                for (Row refund : ofLine) {
                    String state = refund.getString("state");
                    assertTrue(
                            Set.of("SETTLED", "FAILED", "STOPPED", "SKIPPED").contains(state),
                            () -> state + " " + what);
                    if (!state.equals("SETTLED")) {
                        assertTrue(refund.getString("reason") != null, () -> state + " without a reason: " + what);
                    }
                }
                if (listing.isBlocked() && line.isDue()) {
                    String due = line.orderId.startsWith("refused-") ? "FAILED" : "SETTLED";
                    assertTrue(
                            ofLine.stream().anyMatch(it -> it.getString("state").equals(due)),
                            () -> "not paid: " + what);
                }
                if (listing.isBlocked() && line.isForAPerson()) {
                    assertTrue(
                            ofLine.stream().anyMatch(it -> "OTHER_CURRENCY".equals(it.getString("reason"))),
                            () -> "not left to a person: " + what);
                }
                if (!listing.wasBlocked()) {
                    assertEquals(List.of(), ofLine, what);
                }
                movedByCase.merge(listing.caseId(), got, Long::sum);
            }
        }
        Map<String, Long> paid = new HashMap<>();
        for (Row row : run("""
                select case_id, account, sum(taken)::bigint from ledger_entry e,
                     lateral (values (e.debit, -e.amount), (e.credit, e.amount)) side (account, taken)
                where case_id like '2026-10:' || $1 || '%' group by case_id, account""", prefix)) {
            switch (row.getString(1)) {
                case "PAID" -> paid.put(row.getString(0), row.getLong(2));
                case "OWED", "IN_TRANSIT" -> assertEquals(0, row.getLong(2), seed + " " + row.getString(0));
                default -> {}
            }
        }
        movedByCase.forEach((caseId, moved) -> assertEquals(moved, paid.getOrDefault(caseId, 0L), seed + " " + caseId));
        assertTrue(movedByCase.values().stream().anyMatch(moved -> moved > 0), "nothing was paid at all, " + seed);
    }

    private static boolean isLive(Row refund) {
        return !Set.of("STOPPED", "SKIPPED").contains(refund.getString("state"));
    }

    private static long sum(List<Row> refunds, String state) {
        return refunds.stream()
                .filter(refund -> refund.getString("state").equals(state))
                .mapToLong(refund -> refund.getLong("amount"))
                .sum();
    }

    /** The provider tells what it has done, more than once and not in order; it does not lie. */
    private void notifyTruly(ListingStory listing, LineStory line, int round) {
        if (!line.isNotified(round)) {
            return;
        }
        String refundId = refundId(listing.listingId, line.orderId, 1);
        if (!provider.moved(line.orderId, 1).isEmpty()) {
            List.of("SUCCESS", "PROCESSING", "SUCCESS").forEach(status -> notify(refundId, status));
        } else if (line.orderId.startsWith("refused-")
                && !provider.calls(refundId).isEmpty()) {
            List.of("FAIL", "PROCESSING", "FAIL").forEach(status -> notify(refundId, status));
        }
    }

    private void tellOfOpenPayments(String prefix) {
        for (Row row : run("""
                select refund_id, order_id from refund
                where state = 'REQUESTED' and order_id like 'open-%' and listing_id like $1 || '%'""", prefix)) {
            if (!provider.moved(row.getString("order_id"), 1).isEmpty()) {
                notify(row.getUUID("refund_id").toString(), "SUCCESS");
            }
        }
    }

    private static void notify(String refundId, String status) {
        as("provider")
                .contentType("application/json")
                .body("{\"refundRequestId\": \"%s\", \"status\": \"%s\", \"code\": \"C\"}".formatted(refundId, status))
                .post("/provider-notifications")
                .then()
                .statusCode(200);
    }

    private void awaitOrdersTakenIn() {
        var ends = positions.endOf(Topics.PLATFORM_ORDERS).await().atMost(Duration.ofSeconds(10));
        await("orders taken in").atMost(Duration.ofMinutes(2)).until(() -> {
            var stored = positions.stored(pool).await().atMost(Duration.ofSeconds(10));
            return ends.entrySet().stream().allMatch(end -> stored.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
    }

    private long takenIn(Set<UUID> events) {
        return pool.preparedQuery(
                        "select count(*) from inbox where channel = 'enforcement' and event_id = any($1::uuid[])")
                .execute(Tuple.tuple().addArrayOfUUID(events.toArray(UUID[]::new)))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private long number(String sql, String prefix) {
        return run(sql, prefix + "%").get(0).getLong(0);
    }

    private List<Row> run(String sql, String parameter) {
        var rows = pool.preparedQuery(sql).execute(Tuple.of(parameter)).await().atMost(Duration.ofSeconds(30));
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
