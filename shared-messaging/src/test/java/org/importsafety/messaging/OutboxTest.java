package org.importsafety.messaging;

import static org.awaitility.Awaitility.await;
import static org.importsafety.messaging.Fixtures.NOW;
import static org.importsafety.messaging.Fixtures.Reader.headers;
import static org.importsafety.messaging.Fixtures.Reader.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.vertx.RunOnVertxContext;
import io.quarkus.test.vertx.UniAsserter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.SelectionEvent.CampaignClosed;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "messaging"))
class OutboxTest {
    @Inject
    Pool pool;

    @Inject
    Messaging messaging;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @Test
    void an_event_arrives_with_the_headers_of_cloudevents() {
        append("85099B", "first");
        append("85099B", "second");
        try (var reader = new Fixtures.Reader(Topics.TESTING)) {
            await("both events").until(() -> of(reader, "85099B").size() == 2);
            var records = of(reader, "85099B");
            Map<String, String> headers = headers(records.get(0));
            assertEquals("1.0", headers.get("ce_specversion"));
            assertEquals("TestUnroutable", headers.get("ce_type"));
            assertEquals("urn:importsafety:messaging-test", headers.get("ce_source"));
            assertEquals("85099B", headers.get("ce_subject"));
            assertEquals("2026-10:85099B", headers.get("ce_correlationid"));
            assertEquals(NOW.toString(), headers.get("ce_time"));
            assertEquals("application/json", headers.get("content-type"));
            assertTrue(headers.get("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
            assertTrue(records.get(0).value().contains("\"eventId\":\"" + headers.get("ce_id") + "\""));
            assertTrue(version(records.get(0)) < version(records.get(1)), "the version rises");
        }
    }

    @Test
    void a_rolled_back_change_leaves_no_event() {
        SqlWork work = new SqlWork(pool, messaging);
        assertThrows(IllegalStateException.class, () -> work.run(
                        (connection, outbox) -> outbox.append(Cause.of("rolled-back", NOW), event("rolled-back", "x"))
                                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))
                .await()
                .atMost(Duration.ofSeconds(5)));
        append("after", "rollback");
        try (var reader = new Fixtures.Reader(Topics.TESTING)) {
            await("the later event").until(() -> of(reader, "after").size() == 1);
            assertEquals(0, of(reader, "rolled-back").size());
        }
    }

    @Test
    @RunOnVertxContext
    void a_session_and_its_events_are_one_transaction(UniAsserter asserter) {
        SessionWork work = new SessionWork(sessions, messaging);
        asserter.assertThat(
                () -> work.run((session, outbox) -> session.persist(tally("session-kept"))
                        .chain(() -> outbox.append(Cause.of("session-kept", NOW), event("session-kept", "x")))
                        .chain(session::flush)
                        .chain(() -> outboxRows(session, "session-kept"))),
                rows -> assertEquals(1, rows, "written on the session's own connection"));
        asserter.assertFailedWith(
                () -> work.run((session, outbox) -> session.persist(tally("session-lost"))
                        .chain(() -> outbox.append(Cause.of("session-lost", NOW), event("session-lost", "x")))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("no")))),
                IllegalStateException.class);
        asserter.assertThat(
                () -> sessions.withSession(session -> session.find(Fixtures.Tally.class, "session-lost")),
                lost -> assertNull(lost));
        asserter.assertThat(
                () -> sessions.withSession(session -> outboxRows(session, "session-lost")),
                rows -> assertEquals(0, rows, "no event of a change that was rolled back"));
    }

    @Test
    void what_is_committed_while_the_broker_is_down_arrives_when_it_is_back() {
        InfraResource.stopKafka();
        try {
            append("broker-down", "1");
            append("broker-down", "2");
        } finally {
            InfraResource.startKafka();
        }
        try (var reader = new Fixtures.Reader(Topics.TESTING)) {
            await("both events")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> of(reader, "broker-down").size() >= 2);
            var order = of(reader, "broker-down").stream().map(r -> version(r)).toList();
            assertEquals(order.stream().sorted().toList(), order);
        }
    }

    /**
     * Writers with random pauses and rollbacks, two relays, and the active relay's session ended again and again, also
     * between sending and deleting: every committed event arrives, none of another, and per key the order is right once
     * repeats of an older version are ignored.
     */
    @Test
    void nothing_is_lost_and_order_is_kept_while_relays_die() throws Exception {
        int writers = 16;
        Set<String> committed = new ConcurrentSkipListSet<>();
        SqlWork work = new SqlWork(pool, messaging);
        Relay second = new Relay(
                url, "messaging", "messaging", Map.of("bootstrap.servers", InfraResource.bootstrapServers()), meters);
        second.start(null);
        var threads = Executors.newFixedThreadPool(writers + 1);
        try {
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                threads.submit(() -> {
                    Random random = new Random(number);
                    for (int i = 0; i < 60; i++) {
                        String id = "m" + (number % 4) + "/" + number + "-" + i;
                        boolean rollback = random.nextInt(10) == 0;
                        try {
                            work.run((connection, outbox) -> lockAndAppend(connection, outbox, id, random.nextInt(4))
                                            .chain(() -> rollback
                                                    ? Uni.createFrom().failure(new IllegalStateException("rollback"))
                                                    : Uni.createFrom().voidItem()))
                                    .await()
                                    .atMost(Duration.ofSeconds(20));
                            committed.add(id);
                        } catch (IllegalStateException expected) {
                            assertTrue(rollback);
                        }
                    }
                    return null;
                });
            }
            threads.submit(() -> {
                for (int i = 0; i < 8; i++) {
                    endActiveRelay();
                    await().pollDelay(Duration.ofMillis(250)).until(() -> true);
                }
                return null;
            });
            threads.shutdown();
            assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
            try (var reader = new Fixtures.Reader(Topics.SELECTION)) {
                await("every committed event").atMost(Duration.ofSeconds(30)).until(() -> seen(reader)
                        .containsAll(committed));
                assertEquals(new TreeSet<>(committed), seen(reader), "none that was rolled back");
                assertOrdered(reader);
            }
        } finally {
            second.stop(null);
        }
    }

    /** Applies by version, as the contract says: afterwards the sequence of each key must be the order of commits. */
    private void assertOrdered(Fixtures.Reader reader) {
        Map<String, Long> applied = new HashMap<>();
        Map<String, Integer> perWriter = new HashMap<>();
        for (var record : reader.poll()) {
            if (record.key().startsWith("m") && version(record) > applied.getOrDefault(record.key(), 0L)) {
                applied.put(record.key(), version(record));
                String id = rule(record.value());
                String writer = id.substring(0, id.indexOf('-'));
                int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
                assertTrue(number > perWriter.getOrDefault(writer, -1), "a writer's events in their order: " + id);
                perWriter.put(writer, number);
            }
        }
    }

    private Uni<Void> lockAndAppend(SqlConnection connection, Outbox outbox, String id, int pauseMillis) {
        String key = id.substring(0, id.indexOf('/'));
        return connection
                .preparedQuery(
                        "insert into tally values ($1, 1) on conflict (id) do update set times = tally.times + 1")
                .execute(Tuple.of(key))
                .chain(() -> outbox.append(Cause.of(id, NOW), new CampaignClosed(key, id, 1, "hash", 0, 0)))
                .chain(() -> connection
                        .query("select pg_sleep(" + pauseMillis + " / 1000.0)")
                        .execute())
                .replaceWithVoid();
    }

    private void endActiveRelay() {
        pool.query("""
                        select pg_terminate_backend(pid) from pg_locks
                        where locktype = 'advisory' and granted and database = (select oid from pg_database
                              where datname = current_database())
                        """).execute().await().atMost(Duration.ofSeconds(5));
    }

    private static Set<String> seen(Fixtures.Reader reader) {
        Set<String> seen = new TreeSet<>();
        reader.poll().stream()
                .filter(record -> record.key().startsWith("m"))
                .forEach(record -> seen.add(rule(record.value())));
        return seen;
    }

    private static String rule(String json) {
        return json.replaceAll(".*\"rule\":\"([^\"]*)\".*", "$1");
    }

    private void append(String listing, String cause) {
        new SqlWork(pool, messaging)
                .run((connection, outbox) -> outbox.append(Cause.of(listing + cause, NOW), event(listing, cause)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private static TestUnroutable event(String listing, String reason) {
        return new TestUnroutable("2026-10:" + listing, listing, "toys", reason, null);
    }

    private static Fixtures.Tally tally(String id) {
        Fixtures.Tally tally = new Fixtures.Tally();
        tally.id = id;
        return tally;
    }

    private static Uni<Integer> outboxRows(Mutiny.Session session, String key) {
        return session.createNativeQuery(
                        "select cast(count(*) as int) from outbox where aggregateid = ?1", Integer.class)
                .setParameter(1, key)
                .getSingleResult();
    }

    private static List<org.apache.kafka.clients.consumer.ConsumerRecord<String, String>> of(
            Fixtures.Reader reader, String key) {
        return new ArrayList<>(reader.poll().stream()
                .filter(record -> record.key().equals(key))
                .toList());
    }
}
