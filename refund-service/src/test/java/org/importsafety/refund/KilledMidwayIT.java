package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The service's process is killed in the middle of a large case and started again. A million lines are planned;
 * eight thousand are paid, because a provider that answers over HTTP would take minutes for a million.
 */
@Tag("full")
class KilledMidwayIT {
    private static final int MILLION = 1_000_000;
    private static final int THOUSANDS = 8_000;
    /** Of the feed: an end that is never reached, so that nothing is paid. */
    private static final String NEVER = "platform.orders.v1/99=1";

    /**
     * So many lines of the listing, one an order, and a tenth as many of others, in the order of their payment, since the
     * database keeps them several times faster then. What is not due: one in 50 is cancelled, one in
     * 70 paid back by others, one in 90 was free, one in 110 was paid before refundFrom. One in 60 is due in part. Of one in
     * 1,000 the provider's answer is lost.
     */
    private static final String FILL = """
            select open_purchase_month(timestamptz '2025-09-15Z' + n * interval '30 days') from generate_series(0, 13) n;
            insert into purchase
            select case when i %% 1000 = 3 then 'lost-' else '' end || 'K%1$s-' || i, 1,
                   case when i <= %2$d then '%1$s' else 'OTHER' || i %% 100 end, 'b' || i %% 5000,
                   case when i %% 90 = 0 then 0 else 1000 + i %% 9000 end, 'KRW',
                   case when i %% 110 = 0 then timestamptz '2025-09-30 14:00Z'
                        else timestamptz '%3$s' + i %% 380 * interval '1 day' end
            from generate_series(1, %2$d * 11 / 10) i
            order by 7;
            insert into cancellation
            select order_id, 1, now() from purchase where listing_id = '%1$s' and split_part(order_id, '-', -1)::int %% 50 = 0;
            insert into refunded_elsewhere
            select order_id, 1, 'bank', case when i %% 70 = 0 then amount else 1 end, 'KRW', now()
            from (select *, split_part(order_id, '-', -1)::int as i from purchase where listing_id = '%1$s' and amount > 0) p
            where i %% 70 = 0 or i %% 60 = 0;
            analyze
            """;

    /** What is due for which line, told once more and in the plainest way. */
    private static final String DUE = """
            create table due as
            select p.order_id, p.line_no, p.amount - coalesce((select sum(e.amount) from refunded_elsewhere e
                                                              where e.order_id = p.order_id), 0) as amount
            from purchase p where listing_id = '%1$s' and paid_at >= timestamptz '%2$s'
              and not exists (select from cancellation x where x.order_id = p.order_id);
            delete from due where amount <= 0
            """;

    private static final ProviderServer PROVIDER = new ProviderServer();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RefundProcess process;
    private static Fixtures world;

    @BeforeAll
    static void open() {
        process = new RefundProcess("refund_killed", PROVIDER.start());
        world = new Fixtures();
        Awaitility.setDefaultTimeout(Duration.ofMinutes(5));
        RestAssured.port = process.port();
    }

    @BeforeEach
    void start() {
        process.start();
    }

    /** A service that runs would hold some of the tables and wait for others: a deadlock with the truncation. */
    @AfterEach
    void empty() throws SQLException {
        process.kill();
        try (Connection connection = process.connect()) {
            run(connection, "drop table due");
            run(
                    connection,
                    "truncate purchase, order_line, cancellation, refunded_elsewhere, refund, refund_case cascade");
        }
    }

    @AfterAll
    static void close() {
        process.close();
        world.close();
        PROVIDER.stop();
        RestAssured.reset();
        Awaitility.reset();
    }

    @Test
    void a_million_lines_are_planned_once_each_when_planning_is_killed_at_40_percent() throws SQLException {
        try (Connection connection = process.connect()) {
            fill(connection, "KILLPLAN", MILLION);
            run(connection, """
                    insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned,
                                             completions, opened_at)
                    values ('2026-10:KILLPLAN', 'block', 'KILLPLAN', '%s', '%s', 'OPEN', 'NOT_YET', 0, now())
                    """.formatted(Fixtures.REFUND_FROM, NEVER));
            killWhilePlanning(connection, "KILLPLAN", MILLION);
            process.start();
            awaitAtLeast(connection, 1, "select count(*) from refund_case where planned = 'EARLY'");
            assertPlanned(connection, "KILLPLAN", Fixtures.awaitCase("KILLPLAN", "shown", progress -> true));
        }
    }

    @Test
    void a_case_that_is_killed_while_it_is_paid_moves_money_once_for_each_line() throws SQLException {
        try (Connection connection = process.connect()) {
            fill(connection, "KILLPAY", THOUSANDS);
            world.blocked("KILLPAY", 1);
            long due = number(connection, "select count(*) from due");
            awaitAtLeast(
                    connection,
                    due * 2 / 5,
                    "select count(*) from refund where listing_id = 'KILLPAY' and state = 'SETTLED'");
            process.kill();
            long settled = number(
                    connection, "select count(*) from refund where listing_id = 'KILLPAY' and state = 'SETTLED'");
            assertTrue(settled < due, "killed in the middle: " + settled + " of " + due);
            process.start();

            awaitAtLeast(connection, 1, "select count(*) from refund_case where state = 'COMPLETED'");
            JsonNode completed = Fixtures.awaitCompleted("KILLPAY");
            assertPlanned(connection, "KILLPAY", completed);
            assertPaid(connection, completed);
            assertTold(connection);
        }
    }

    private static void fill(Connection connection, String listingId, int lines) throws SQLException {
        run(connection, FILL.formatted(listingId, lines, Fixtures.REFUND_FROM));
        run(connection, DUE.formatted(listingId, Fixtures.REFUND_FROM));
    }

    private static void killWhilePlanning(Connection connection, String listingId, int lines) throws SQLException {
        String planned =
                "select coalesce(max(lines_planned), 0) from refund_case where listing_id = '" + listingId + "'";
        awaitAtLeast(connection, lines * 2L / 5, planned);
        process.kill();
        long reached = number(connection, planned);
        assertTrue(reached < lines * 9L / 10, "killed in the middle: " + reached + " of " + lines);
    }

    /** 0 doubles, 0 gaps, and every amount as it is due. */
    private static void assertPlanned(Connection connection, String listingId, JsonNode progress) throws SQLException {
        long due = number(connection, "select count(*) from due");
        String refunds = "from refund where listing_id = '" + listingId + "'";
        assertAll(
                () -> assertEquals(due, progress.get("refunds").longValue(), "refunds"),
                () -> assertEquals(
                        progress.get("lines").longValue(),
                        progress.get("linesPlanned").longValue(),
                        "lines looked at"),
                () -> assertEquals(
                        due,
                        number(
                                connection,
                                "select count(*) from (select distinct order_id, line_no " + refunds + ") lines"),
                        "doubles"),
                () -> assertEquals(
                        0,
                        number(
                                connection,
                                "select count(*) from due left join (select * " + refunds
                                        + ") r using (order_id, line_no) where r.amount is distinct from due.amount"),
                        "gaps and wrong amounts"));
    }

    private static void assertPaid(Connection connection, JsonNode progress) throws SQLException {
        Map<String, Long> due = new HashMap<>();
        long sum = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select order_id, amount from due")) {
            while (rows.next()) {
                due.put(rows.getString(1), rows.getLong(2));
                sum += rows.getLong(2);
            }
        }
        List<String> wrong = new ArrayList<>();
        due.forEach((orderId, amount) -> {
            if (!PROVIDER.moved(orderId, 1).equals(List.of(amount))) {
                wrong.add(orderId + ": " + amount + " was due, moved " + PROVIDER.moved(orderId, 1));
            }
        });
        assertEquals(List.of(), wrong);
        assertEquals(due.size(), PROVIDER.payments(), "payments in all");
        assertEquals(due.size(), progress.get("settled").longValue());
        assertEquals(
                "[{\"currency\":\"KRW\",\"due\":%1$d,\"settled\":%1$d}]".formatted(sum),
                progress.get("amounts").toString());
    }

    /** An event may come twice after a kill, as the same event; another one of the same refund may not. */
    private static void assertTold(Connection connection) throws SQLException {
        long due = number(connection, "select count(*) from due");
        await("the outbox is empty").until(() -> number(connection, "select count(*) from outbox") == 0);
        Map<String, Set<String>> told = new HashMap<>();
        JsonNode completed = null;
        for (ConsumerRecord<String, String> record : read("refund.v1")) {
            JsonNode event = parse(record.value());
            String type = event.get("type").textValue();
            if (event.path("listingId").asText().equals("KILLPAY") && type.startsWith("Refund")) {
                told.computeIfAbsent(type, first -> new HashSet<>())
                        .add(event.get("eventId").textValue());
                completed = type.equals("RefundCaseCompleted") ? event : completed;
            }
        }
        assertEquals(due, told.get("RefundRequested").size());
        assertEquals(due, told.get("RefundSettled").size());
        assertEquals(
                Set.of("RefundCaseOpened", "RefundRequested", "RefundSettled", "RefundCaseCompleted"), told.keySet());
        assertEquals(due, completed.get("settled").longValue());
    }

    private static List<ConsumerRecord<String, String>> read(String topic) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", InfraResource.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
            }
        }
        return all;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks into the database: to show how far a case has come, the service counts all that there is of it. */
    private static void awaitAtLeast(Connection connection, long least, String count) {
        await(count + " reaches " + least)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> number(connection, count) >= least);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
