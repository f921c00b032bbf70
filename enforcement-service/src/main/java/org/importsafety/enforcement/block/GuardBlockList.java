package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.ListGuard.Entry;
import org.importsafety.enforcement.block.ListGuard.Reading;
import org.importsafety.events.BlockListEvent.BlockListed;
import org.importsafety.events.Topics;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SessionWork;
import org.jboss.logging.Logger;

/** Reads our own block list back and writes over what is older than it should be. */
@ApplicationScoped
class GuardBlockList {
    private static final Logger LOG = Logger.getLogger(GuardBlockList.class);

    private final SessionWork work;
    private final Blocks blocks;
    private final FirstEntries first;
    private final ListEntries entries;
    private final Clock clock;
    private final Counter repaired;

    GuardBlockList(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            Blocks blocks,
            FirstEntries first,
            ListEntries entries,
            Clock clock,
            MeterRegistry meters) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.first = first;
        this.entries = entries;
        this.clock = clock;
        this.repaired = meters.counter("enforcement.block.list.repaired");
    }

    Uni<Void> listed(Received<BlockListed> received) {
        BlockListed it = received.event();
        String listingId = Objects.requireNonNull(it.listingId(), "BlockListed without listingId");
        UUID blockId = UUID.fromString(Objects.requireNonNull(it.blockId(), "BlockListed without blockId"));
        long offset = received.source().offset();
        return first.put(listingId, ListGuard.first(received.version(), blockId, it.attempt(), offset))
                .chain(isFirst -> isFirst
                        ? Uni.createFrom().voidItem()
                        : read(
                                listingId,
                                received.source(),
                                (known, inForce) ->
                                        ListGuard.listed(known, received.version(), blockId, it.attempt(), offset)));
    }

    Uni<Void> removed(ConsumerRecord<byte[], byte[]> record) {
        String listingId = new String(record.key(), StandardCharsets.UTF_8);
        return read(
                listingId,
                record,
                (known, inForce) -> ListGuard.removed(
                        known,
                        inForce == null ? null : inForce.blockId,
                        inForce == null ? 0 : blocks.statement(inForce).attempt(),
                        record.offset()));
    }

    private interface Judge {
        Reading judge(Entry known, BlockRow inForce);
    }

    /** The block is locked first, as everywhere: what is written again is what holds at the commit. */
    private Uni<Void> read(String listingId, ConsumerRecord<byte[], byte[]> record, Judge judge) {
        var outdated = new AtomicBoolean();
        return work.run((session, outbox) -> entries.inForce(session, listingId).chain(inForce -> entries.lock(
                                session, listingId)
                        .chain(known -> take(session, outbox, listingId, inForce, record, judge.judge(known, inForce)))
                        .invoke(outdated::set)
                        .replaceWithVoid()))
                .invoke(() -> {
                    if (outdated.get()) {
                        repaired.increment();
                        LOG.warnf("%s: an outdated record of the block list is written over", listingId);
                    }
                });
    }

    /** @return whether the record was outdated */
    private Uni<Boolean> take(
            Mutiny.Session session,
            Outbox outbox,
            String listingId,
            BlockRow inForce,
            ConsumerRecord<byte[], byte[]> record,
            Reading reading) {
        if (reading instanceof Reading.Taken taken) {
            return entries.put(session, listingId, taken.entry()).replaceWith(false);
        }
        if (reading instanceof Reading.Outdated outdated) {
            String key = "block-list|%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
            Cause cause = Cause.of(key, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return entries.put(session, listingId, outdated.entry())
                    .chain(() -> inForce == null
                            ? outbox.tombstone(cause, Topics.ENFORCEMENT_BLOCK_LIST, listingId)
                            : outbox.append(cause, Block.listed(blocks.statement(inForce))))
                    .replaceWith(true);
        }
        return Uni.createFrom().item(false);
    }
}
