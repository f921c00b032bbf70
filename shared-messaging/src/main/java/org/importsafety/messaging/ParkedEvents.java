package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.events.OperationsEvent.EventParked;

/** Records that could not be read or handled, kept as they came, with the reason. */
@ApplicationScoped
class ParkedEvents {
    private final Pool pool;
    private final SqlWork work;
    private final Clock clock;
    private final String service;

    ParkedEvents(Pool pool, Messaging messaging, Clock clock) {
        this.pool = pool;
        this.work = new SqlWork(pool, messaging);
        this.clock = clock;
        this.service = messaging.service();
    }

    /** A parked record as a person sees it. @param value as text, where it is text */
    record Parked(
            UUID parkedId,
            String channel,
            String topic,
            int partition,
            long offset,
            String key,
            String value,
            String eventType,
            String error,
            Instant parkedAt) {}

    /** Keeps the record and tells of it; once, however often it is delivered. */
    Uni<Void> park(String channel, ConsumerRecord<byte[], byte[]> record, String eventType, String error) {
        String place = channel + "|" + record.topic() + "|" + record.partition() + "|" + record.offset();
        UUID id = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
        Instant now = clock.instant();
        return work.run((connection, outbox) -> connection
                .preparedQuery("""
                        insert into parked_event (parked_id, channel, topic, partition, "offset", key, value, headers,
                                                  event_type, error, parked_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing
                        """)
                .execute(Tuple.from(new Object[] {
                    id,
                    channel,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    bytes(record.key()),
                    bytes(record.value()),
                    headers(record),
                    eventType,
                    error,
                    now.atOffset(ZoneOffset.UTC)
                }))
                .chain(inserted -> inserted.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : outbox.append(
                                Cause.of(id.toString(), now),
                                new EventParked(
                                        service,
                                        id.toString(),
                                        record.topic(),
                                        record.key() == null ? "" : text(record.key()),
                                        eventType,
                                        error,
                                        0))));
    }

    /** Oldest first. @param after a parkedId, exclusive; null from the beginning */
    Uni<List<Parked>> list(UUID after, int limit) {
        return pool.preparedQuery("""
                        select * from parked_event
                        where $1::uuid is null
                           or (parked_at, parked_id) > (select parked_at, parked_id from parked_event where parked_id = $1)
                        order by parked_at, parked_id limit $2
                        """)
                .execute(Tuple.of(after, limit))
                .map(rows -> rows.stream().map(ParkedEvents::parked).toList());
    }

    private static Parked parked(Row row) {
        return new Parked(
                row.getUUID("parked_id"),
                row.getString("channel"),
                row.getString("topic"),
                row.getInteger("partition"),
                row.getLong("offset"),
                row.getBuffer("key") == null ? null : row.getBuffer("key").toString(),
                row.getBuffer("value") == null ? null : row.getBuffer("value").toString(),
                row.getString("event_type"),
                row.getString("error"),
                row.getOffsetDateTime("parked_at").toInstant());
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return EventCodec.JSON.valueToTree(headers).toString();
    }

    private static io.vertx.core.buffer.Buffer bytes(byte[] bytes) {
        return bytes == null ? null : io.vertx.core.buffer.Buffer.buffer(bytes);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
