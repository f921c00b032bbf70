package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.importsafety.events.Event;
import org.importsafety.events.Recorded;
import org.importsafety.events.Topic;

/**
 * The events of one open transaction: they are stored with the change they tell of, or not at all. The order per Kafka
 * key is the commit order as long as the aggregate's row is locked before the append. Version is the row's sequence
 * number, so it rises per key.
 */
public final class Outbox {
    /** One statement however many events there are. They are numbered in the order of the arrays. */
    private static final String INSERT = """
            insert into outbox (seq, id, aggregatetype, aggregateid, type, headers, payload)
            select n.seq, cast(n.id as uuid), n.topic, n.key, n.type, n.headers, n.head || n.seq || n.tail
            from (select nextval('outbox_seq') as seq, e.*
                  from %sunnest(cast($%d as text[]), cast($%d as text[]), cast($%d as text[]), cast($%d as text[]),
                                cast($%d as text[]), cast($%d as text[]), cast($%d as text[]))
                       with ordinality as e (id, topic, key, type, headers, head, tail, place)
                  order by e.place) n
            """;

    static final int COLUMNS = 7;
    private static final String INSERT_ALL = insert("", 1);

    private final Statements statements;
    private final String source;

    Outbox(Statements statements, String service) {
        this.statements = statements;
        this.source = "urn:importsafety:" + service;
    }

    /**
     * The statement that appends.
     *
     * @param onlyFrom what has one row if the events are to be appended, with a comma behind it; empty for always
     * @param first the number of the first of its parameters, which are {@link #COLUMNS}
     */
    static String insert(String onlyFrom, int first) {
        return INSERT.formatted(onlyFrom, first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
    }

    /** An event and why it happened. */
    public record Fact(Cause cause, Event event) {}

    public Uni<Void> append(Cause cause, Event event) {
        return append(List.of(new Fact(cause, event)));
    }

    /** Appends in the order of the list. */
    public Uni<Void> append(List<Fact> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return insert(facts.stream().map(this::row).toList());
    }

    /** Removes a key from a compacted topic: a record without a value. */
    public Uni<Void> tombstone(Cause cause, Topic topic, String key) {
        String type = "Tombstone";
        UUID id = Recorded.id(type, topic.name() + "|" + key + "|" + cause.key());
        String headers = headers(type, id, cause, key, key);
        return insert(List.of(new Row(id, topic, key, type, headers, null, null)));
    }

    private record Row(UUID id, Topic topic, String key, String type, String headers, String head, String tail) {}

    /** What the statement's parameters are for these events, in the order of the list. */
    Object[] columns(List<Fact> facts) {
        return columnsOf(facts.stream().map(this::row).toList());
    }

    private Uni<Void> insert(List<Row> rows) {
        return statements.update(INSERT_ALL, columnsOf(rows)).replaceWithVoid();
    }

    private static Object[] columnsOf(List<Row> rows) {
        return new Object[] {
            column(rows, row -> row.id.toString()),
            column(rows, row -> row.topic.name()),
            column(rows, Row::key),
            column(rows, Row::type),
            column(rows, Row::headers),
            column(rows, Row::head),
            column(rows, Row::tail)
        };
    }

    private static String[] column(List<Row> rows, Function<Row, String> of) {
        return rows.stream().map(of).toArray(String[]::new);
    }

    private Row row(Fact fact) {
        Event event = fact.event();
        UUID id = Recorded.id(event.type(), fact.cause().key());
        String correlation = event.caseId() == null ? event.key() : event.caseId();
        return new Row(
                id,
                event.topic(),
                event.key(),
                event.type(),
                headers(event.type(), id, fact.cause(), event.subject(), correlation),
                EventCodec.head(event),
                EventCodec.tail(event, id, fact.cause().at()));
    }

    /** CloudEvents 1.0, Kafka binding, binary mode. */
    private String headers(String type, UUID id, Cause cause, String subject, String correlation) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_source", source);
        headers.put("ce_type", type);
        headers.put("ce_time", cause.at().toString());
        headers.put("ce_subject", subject);
        headers.put("ce_correlationid", correlation);
        if (cause.causationId() != null) {
            headers.put("ce_causationid", cause.causationId().toString());
        }
        headers.put("content-type", "application/json");
        headers.put("traceparent", nextSpan(cause.traceparent()));
        try {
            return EventCodec.JSON.writeValueAsString(headers);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new span in the same trace, or a new trace (W3C Trace Context, version 00). */
    private static String nextSpan(String traceparent) {
        var random = ThreadLocalRandom.current();
        String trace = traceparent != null && traceparent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
                ? traceparent.substring(3, 35)
                : "%016x%016x".formatted(random.nextLong(), random.nextLong() | 1);
        return "00-%s-%016x-01".formatted(trace, random.nextLong() | 1);
    }
}
