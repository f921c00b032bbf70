package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.NOW;
import static org.importsafety.enforcement.Fixtures.REFUND_FROM;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.failed;
import static org.importsafety.enforcement.Fixtures.listing;
import static org.importsafety.enforcement.Fixtures.row;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.events.Recorded;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.Topic;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.importsafety.messaging.Received;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class BlockSaleTest {
    private static final String INBOX = "select count(*) from inbox where event_id = $1";
    private static final String PARKED = "select count(*) from parked_event where convert_from(key, 'UTF8') = $1";

    @Inject
    Pool pool;

    @Inject
    BlockSale blockSale;

    @Test
    void a_failed_test_blocks_the_sale_once_however_often_it_is_delivered() {
        write(listing("happy", "8801234567893", "M-1", "CB-1"), UUID.randomUUID(), 7);
        waiting("the listing").until(() -> count(pool, "select count(*) from listing where listing_id = 'happy'") == 1);
        UUID failure = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            write(failed("happy", "R-happy"), failure, 1);
        }
        write(failed("happy", "R-again"), second, 2); // behind them in the same partition
        waiting("the last one").until(() -> count(pool, INBOX, second) == 1);
        var event = awaitTold(Topics.ENFORCEMENT, "happy", "SaleBlocked");
        assertEquals(
                Recorded.id("SaleBlocked", failure.toString()).toString(),
                event.get("eventId").asText());
        assertEquals("8801234567893", event.get("gtin").asText());
        assertEquals("SERIOUS", event.get("severity").asText());
        assertEquals("450", event.at("/nonconformities/0/measured").asText());
        assertEquals(REFUND_FROM.toString(), event.get("refundFrom").asText());
        assertEquals(
                Duration.ofHours(24),
                Duration.between(
                        Instant.parse(event.get("blockedAt").asText()),
                        Instant.parse(event.get("respondBy").asText())));
        var listed = awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "happy", "BlockListed");
        for (var field : List.of("blockId", "caseId", "severity", "nonconformities", "respondBy", "refundFrom")) {
            assertEquals(event.get(field), listed.get(field), field);
        }
        assertEquals(1, told(Topics.ENFORCEMENT, "happy", "SaleBlocked").size());
        assertEquals(1, count(pool, INBOX, failure));
    }

    @Test
    void two_failing_reports_of_one_listing_make_one_block() {
        UUID second = UUID.randomUUID();
        blocked("twice");
        write(failed("twice", "R-2"), second, 2);
        waiting("the second report").until(() -> count(pool, INBOX, second) == 1);
        assertEquals(1, count(pool, "select count(*) from block where listing_id = 'twice'"));
        assertEquals(1, told(Topics.ENFORCEMENT, "twice", "SaleBlocked").size());
    }

    @Test
    void instances_that_race_for_one_listing_make_one_block() {
        ExecutorService instances = Executors.newFixedThreadPool(6);
        List<CompletableFuture<Void>> racing = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            var recorded = new Recorded<>(UUID.randomUUID(), NOW, i, failed("race", "R-" + i, row("LE", "12")));
            var source = new ConsumerRecord<byte[], byte[]>(Topics.TESTING_RESULTS.name(), 0, i, null, null);
            racing.add(CompletableFuture.runAsync(
                    () -> subscribe(new Received<>(recorded, "testing-results", source)), instances));
        }
        racing.forEach(CompletableFuture::join);
        instances.shutdown();
        awaitTold(Topics.ENFORCEMENT, "race", "SaleBlocked");
        assertEquals(1, count(pool, "select count(*) from block where listing_id = 'race'"));
        waiting("an empty outbox")
                .until(() -> count(pool, "select count(*) from outbox where aggregateid = 'race'") == 0);
        assertEquals(1, told(Topics.ENFORCEMENT, "race", "SaleBlocked").size());
    }

    /** A listing that is held is no usual case: its block is made by the session. */
    @Test
    void the_usual_block_and_one_among_others_write_and_tell_the_same() {
        for (String listing : List.of("usualcase", "othercase")) {
            write(listing(listing, null, "M-1-" + listing, null), UUID.randomUUID(), 7);
            waiting("the listing")
                    .until(() -> count(pool, "select count(*) from listing_key where listing_id = $1", listing) == 2);
            execute("insert into favourable_report values ('earlier-%1$s', '%1$s', 'RETEST')".formatted(listing));
        }
        execute("""
                insert into sale_hold (hold_id, listing_id, reason, until, territory, held_by, held_at)
                values (gen_random_uuid(), 'othercase', 'suspicion', now() + interval '1 day', 'KR', 'anna', now())""");
        blocked("usualcase");
        blocked("othercase");
        assertTrue(awaitTold(Topics.ENFORCEMENT, "othercase", "SaleHeld").has("blockId"), "it went by way of the hold");
        assertEquals(stored("othercase"), stored("usualcase"));
        assertEquals(firstTold(Topics.ENFORCEMENT, "othercase"), firstTold(Topics.ENFORCEMENT, "usualcase"));
        assertEquals(
                firstTold(Topics.ENFORCEMENT_BLOCK_LIST, "othercase"),
                firstTold(Topics.ENFORCEMENT_BLOCK_LIST, "usualcase"));
    }

    @Test
    void poison_is_parked_and_the_next_failed_test_blocks() {
        write(Topics.TESTING_RESULTS, "good", "{ this is no JSON");
        write(Topics.TESTING_RESULTS, "good", "{\"type\":\"TestPassed\",\"eventId\":\"no id\"}");
        write(Topics.TESTING_RESULTS, "good", "{\"type\":\"NeverHeardOf\"}");
        write(Topics.TESTING_RESULTS, "good", """
                {"type":"TestFailed","eventId":"%s","occurredAt":"%s","version":1,"listingId":"good","caseId":"2026-10:good",
                 "lab":"KTR","reportNo":"R","revision":0,"planVersion":1,"mismatch":false,"marginal":false,
                 "refundFrom":"%s","nonconformities":[]}""".formatted(UUID.randomUUID(), NOW, REFUND_FROM));
        blocked("good");
        assertEquals(3, count(pool, PARKED, "good"));
        assertEquals(
                1,
                count(
                        pool,
                        "select count(*) from parked_event where error like '%TestFailed without sellerId%'"
                                + " and convert_from(key, 'UTF8') = 'good'"));
    }

    @Test
    void a_failure_after_the_block_was_stored_leaves_neither_block_nor_event() {
        execute("""
                create function refuse() returns trigger language plpgsql as $$
                begin
                  if (select count(*) from block where listing_id = new.aggregateid) <> 1 then
                    raise exception 'the block is not there yet';
                  end if;
                  raise exception 'forced';
                end $$""");
        execute("create trigger refuse before insert on outbox for each row when (new.aggregateid = 'doomed')"
                + " execute function refuse()");
        try {
            write(failed("doomed", "R-1"), UUID.randomUUID(), 1);
            waiting("the parked event").until(() -> count(pool, PARKED, "doomed") == 1);
        } finally {
            execute("drop function refuse cascade");
        }
        assertEquals(
                1,
                count(pool, "select count(*) from parked_event where error like '%forced%'"),
                "it failed after the block was stored");
        assertEquals(0, count(pool, "select count(*) from block where listing_id = 'doomed'"));
        assertEquals(0, count(pool, "select count(*) from outbox where aggregateid = 'doomed'"));
        assertTrue(told(Topics.ENFORCEMENT, "doomed", "SaleBlocked").isEmpty());
    }

    /** What the tables hold of a block, but for ids and times. */
    private String stored(String listing) {
        return pool.preparedQuery("""
                        select jsonb_build_object(
                            'block', to_jsonb(b) - array['block_id', 'statement', 'blocked_at', 'respond_by', 'compared'],
                            'keys', (select jsonb_agg(array[kind, value, scope] order by kind)
                                     from block_key k where k.block_id = b.block_id),
                            'fails', (select jsonb_agg(test_order_id) from failing_test f where f.listing_id = b.listing_id),
                            'favourable', (select count(*) from favourable_report f where f.listing_id = b.listing_id),
                            'statement', (select jsonb_agg(key order by key) from jsonb_object_keys(b.statement::jsonb) key)
                        )::text from block b where listing_id = $1
                        """)
                .execute(Tuple.of(listing))
                .map(rows -> rows.iterator().next().getString(0).replaceAll("(?i)" + listing, "it"))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    /** The first event's text, but for ids and times. */
    private static String firstTold(Topic topic, String listing) {
        return awaitTold(topic, listing, topic == Topics.ENFORCEMENT ? "SaleBlocked" : "BlockListed")
                .toString()
                .replaceAll("(\"version\":\\d+|\"(eventId|occurredAt|blockId|blockedAt|respondBy)\":\"[^\"]*\"),", "")
                .replaceAll("(?i)" + listing, "it");
    }

    private void subscribe(Received<TestFailed> received) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> blockSale.block(received));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(5));
    }
}
