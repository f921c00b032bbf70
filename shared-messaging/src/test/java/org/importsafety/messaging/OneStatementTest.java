package org.importsafety.messaging;

import static org.awaitility.Awaitility.await;
import static org.importsafety.messaging.Fixtures.NOW;
import static org.importsafety.messaging.Fixtures.Reader.version;
import static org.importsafety.messaging.Fixtures.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.events.Recorded;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.importsafety.messaging.Outbox.Fact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "messaging"))
class OneStatementTest {
    private static final String CHANNEL = "one-statement";
    private static final String FIRST_TALLY = """
            changed as (insert into tally (id, times) select $1, 1 from first on conflict do nothing returning id)""";
    private static final String TALLY = """
            changed as (
                insert into tally (id, times) select $1, 1 from first
                on conflict (id) do update set times = tally.times + 1
                returning id)""";
    private static final String WAITING = """
            select count(*)::int from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like 'with first%'
            """;

    @Inject
    Pool pool;

    @Inject
    Messaging messaging;

    private OneStatement firstTally;

    @BeforeEach
    void prepare() {
        firstTally = new OneStatement(pool, messaging, FIRST_TALLY, 1);
    }

    @Test
    void the_change_the_inbox_entry_and_the_event_are_there_once() {
        Received<TestFailed> received = received("one");
        assertTrue(once(firstTally, received, "one").join());
        assertFalse(once(firstTally, received, "one").join(), "it was taken in before");
        assertEquals(1, count("select times from tally where id = 'one'"));
        assertEquals(1, inboxed(received));
        try (var reader = new Fixtures.Reader(Topics.TESTING)) {
            await("the event").until(() -> told(reader, "one").size() == 1);
        }
    }

    @Test
    void an_event_whose_change_is_not_made_is_not_taken_in() {
        once(firstTally, received("taken"), "taken").join();
        Received<TestFailed> late = received("taken");
        assertFalse(once(firstTally, late, "taken").join());
        assertEquals(0, inboxed(late), "somebody else can still decide about it");
    }

    @Test
    void what_another_instance_takes_in_at_the_same_moment_changes_nothing() {
        Received<TestFailed> received = received("at-once");
        CompletableFuture<Boolean> late = whileOpen(
                connection -> Statements.of(connection).firstTime(received),
                () -> once(firstTally, received, "at-once"),
                connection -> Uni.createFrom().voidItem());
        assertFalse(late.join());
        assertEquals(0, count("select count(*)::int from tally where id = 'at-once'"));
    }

    /** It waits for the row while another transaction, which has it, tells of it: that comes first, also by its version. */
    @Test
    void events_are_numbered_after_the_aggregate_is_locked() {
        OneStatement tally = new OneStatement(pool, messaging, TALLY, 1);
        once(tally, received("queue"), "queue").join();
        CompletableFuture<Boolean> second = whileOpen(
                connection ->
                        Statements.of(connection).update("update tally set times = times + 1 where id = $1", "queue"),
                () -> once(tally, received("queue"), "queue", "last"),
                connection -> messaging
                        .outbox(Statements.of(connection))
                        .append(Cause.of("queue-before", NOW), event("queue", "before")));
        assertTrue(second.join());
        try (var reader = new Fixtures.Reader(Topics.TESTING)) {
            await("all three").until(() -> told(reader, "queue").size() == 3);
            List<ConsumerRecord<String, String>> told = told(reader, "queue");
            assertTrue(told.get(1).value().contains("before"), told.get(1).value());
            assertTrue(told.get(2).value().contains("last"), told.get(2).value());
            assertTrue(version(told.get(1)) < version(told.get(2)));
        }
    }

    @Test
    void parameters_that_do_not_fit_are_told_before_anything_happens() {
        assertThrows(
                IllegalArgumentException.class,
                () -> firstTally.once(received("x"), List.of(new Fact(Cause.of("x", NOW), event("x", "x")))));
    }

    /** Starts the statement in the middle of another transaction, which it has to wait for. */
    private CompletableFuture<Boolean> whileOpen(
            Function<SqlConnection, Uni<?>> before,
            Supplier<CompletableFuture<Boolean>> statement,
            Function<SqlConnection, Uni<?>> after) {
        SqlConnection other = done(pool.getConnection());
        Transaction transaction = done(other.begin());
        done(before.apply(other));
        CompletableFuture<Boolean> waiting = statement.get();
        await("the statement that waits").until(() -> count(WAITING) == 1);
        done(after.apply(other));
        done(transaction.commit());
        done(other.close());
        return waiting;
    }

    private static CompletableFuture<Boolean> once(OneStatement statement, Received<?> received, String id) {
        return once(statement, received, id, "told");
    }

    private static CompletableFuture<Boolean> once(
            OneStatement statement, Received<?> received, String id, String reason) {
        Cause cause = Cause.of(received, NOW);
        return statement
                .once(received, List.of(new Fact(cause, event(id, reason))), id)
                .subscribeAsCompletionStage();
    }

    private static Received<TestFailed> received(String listing) {
        return new Received<>(
                new Recorded<>(UUID.randomUUID(), NOW, 1, failed(listing)),
                CHANNEL,
                new ConsumerRecord<>(Topics.TESTING_RESULTS.name(), 0, 0, null, null));
    }

    private static TestUnroutable event(String listing, String reason) {
        return new TestUnroutable("2026-10:" + listing, listing, "toys", reason, null);
    }

    private static List<ConsumerRecord<String, String>> told(Fixtures.Reader reader, String key) {
        return reader.poll().stream().filter(record -> record.key().equals(key)).toList();
    }

    private int inboxed(Received<?> received) {
        return count("select count(*)::int from inbox where event_id = '" + received.eventId() + "'");
    }

    private int count(String sql) {
        return done(pool.query(sql).execute().map(rows -> rows.iterator().next().getInteger(0)));
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }
}
