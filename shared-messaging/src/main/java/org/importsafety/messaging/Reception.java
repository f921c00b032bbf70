package org.importsafety.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.importsafety.messaging.EventCodec.Reading;
import org.jboss.logging.Logger;

/**
 * Where records come in. Infrastructure trouble is retried in place, for ever: nothing is skipped because a database is
 * away. What cannot be read or handled is parked, and the rest goes on. A record is acknowledged only when the returned
 * {@link Uni} completes.
 */
@ApplicationScoped
public class Reception {
    private static final Logger LOG = Logger.getLogger(Reception.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ParkedEvents parked;
    private final FeedPositions positions;
    private final SqlWork work;
    private final MeterRegistry meters;
    private final Map<String, Stuck> stuck = new ConcurrentHashMap<>();

    /** A channel that retries. @param since wall time */
    record Stuck(Instant since, String error) {}

    Reception(ParkedEvents parked, FeedPositions positions, Pool pool, Messaging messaging, MeterRegistry meters) {
        this.parked = parked;
        this.positions = positions;
        this.work = new SqlWork(pool, messaging);
        this.meters = meters;
    }

    /** Takes in one record. */
    public Uni<Void> one(String channel, ConsumerRecord<byte[], byte[]> record, Handlers handlers) {
        if (record.value() == null && handlers.takesRemovals()) {
            return insist(channel, () -> handlers.handleRemoval(record))
                    .onFailure()
                    .recoverWithUni(failure -> park(new Incoming(channel, record, null, null, failure.toString())));
        }
        Incoming in = read(channel, record);
        if (in.received == null) {
            return in.error == null ? Uni.createFrom().voidItem() : park(in);
        }
        return insist(channel, () -> handlers.handle(in.received))
                .onFailure()
                .recoverWithUni(failure -> park(in.failed(failure)));
    }

    /**
     * Takes in a batch in one transaction in which the feed's positions advance too. A record that makes it fail is
     * found by halving and parked.
     */
    public Uni<Void> batch(String channel, ConsumerRecords<byte[], byte[]> records, BatchHandler handler) {
        Executor callersContext = CallersContext.executor();
        return Uni.createFrom()
                .item(() -> readAll(channel, records))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) // thousands: too long for an event loop
                .emitOn(callersContext)
                .call(this::parkUnreadable)
                .chain(all -> take(channel, all, handler));
    }

    Map<String, Stuck> stuck() {
        return stuck;
    }

    private List<Incoming> readAll(String channel, ConsumerRecords<byte[], byte[]> records) {
        List<Incoming> all = new ArrayList<>(records.count());
        records.forEach(record -> all.add(read(channel, record)));
        return all;
    }

    private Uni<Void> parkUnreadable(List<Incoming> all) {
        Uni<Void> parking = Uni.createFrom().voidItem();
        for (Incoming in : all) {
            if (in.error != null) {
                parking = parking.chain(() -> park(in));
            }
        }
        return parking;
    }

    private Uni<Void> take(String channel, List<Incoming> all, BatchHandler handler) {
        List<Received<?>> events = new ArrayList<>(all.size());
        for (Incoming in : all) {
            if (in.received != null) {
                events.add(in.received);
            }
        }
        Uni<Void> effect = insist(
                channel,
                () -> work.run((connection, outbox) -> (events.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : handler.handle(connection, outbox, events))
                        .chain(() -> positions.advance(
                                connection, all.stream().map(Incoming::record).toList()))));
        return effect.onFailure().recoverWithUni(failure -> {
            if (all.size() == 1) {
                Incoming bad = all.get(0).failed(failure);
                return park(bad)
                        .chain(() -> insist(
                                channel,
                                () -> work.run(
                                        (connection, outbox) -> positions.advance(connection, List.of(bad.record)))));
            }
            int half = all.size() / 2;
            return take(channel, all.subList(0, half), handler)
                    .chain(() -> take(channel, all.subList(half, all.size()), handler));
        });
    }

    private Uni<Void> park(Incoming in) {
        LOG.errorf(
                "%s: parked %s-%d@%d (%s): %s",
                in.channel, in.record.topic(), in.record.partition(), in.record.offset(), in.type, in.error);
        return insist(in.channel, () -> parked.park(in.channel, in.record, in.type, in.error));
    }

    /** Calls again while infrastructure is in trouble, each time on the Vert.x context that the record came on. */
    private Uni<Void> insist(String channel, Supplier<Uni<Void>> attempt) {
        Executor callersContext = CallersContext.executor();
        return Uni.createFrom()
                .<Void>emitter(emitter -> callersContext.execute(() -> Uni.createFrom()
                        .<Void>deferred(attempt::get)
                        .subscribe()
                        .with(emitter::complete, emitter::fail)))
                .onFailure(Trouble::ofInfrastructure)
                .invoke(failure -> {
                    if (stuck.putIfAbsent(channel, new Stuck(Instant.now(), failure.toString())) == null) {
                        LOG.warnf("%s: waiting, trying again: %s", channel, failure);
                    }
                })
                .onFailure(Trouble::ofInfrastructure)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onTermination()
                .invoke(() -> {
                    Stuck over = stuck.remove(channel);
                    if (over != null) {
                        LOG.infof("%s: going on after %s", channel, Duration.between(over.since, Instant.now()));
                    }
                });
    }

    private Incoming read(String channel, ConsumerRecord<byte[], byte[]> record) {
        Reading reading = EventCodec.read(record.value());
        if (reading instanceof Reading.Read read) {
            String type = read.recorded().event().type();
            return new Incoming(channel, record, new Received<>(read.recorded(), channel, record), type, null);
        }
        if (reading instanceof Reading.Unreadable unreadable) {
            return new Incoming(channel, record, null, unreadable.type(), unreadable.error());
        }
        meters.counter("messaging.unknown", "type", ((Reading.UnknownType) reading).type())
                .increment();
        return new Incoming(channel, record, null, null, null);
    }

    /** A record with what was read of it, or why it could not be read or handled. */
    private record Incoming(
            String channel, ConsumerRecord<byte[], byte[]> record, Received<?> received, String type, String error) {
        Incoming failed(Throwable failure) {
            return new Incoming(channel, record, received, type, failure.toString());
        }
    }
}
