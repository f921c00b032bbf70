package org.importsafety.enforcement.probe;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.messaging.BatchHandler;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;

/**
 * Order lines that were paid after the block of their listing: the surest proof that it does not hold. A line that comes
 * in before its block is committed goes unseen; that is a matter of milliseconds, and the probes come after them.
 */
@ApplicationScoped
class SoldAfterBlock implements BatchHandler {
    private static final String ANY = "select exists (select from block where released_at is null)";

    /** The key of the line makes a repeat harmless. */
    private static final String ADD = """
            insert into sold_after_block (order_id, line_no, block_id, paid_at, at)
            select line.order_id, line.line_no, b.block_id, line.paid_at, $5
            from unnest($1::text[], $2::int[], $3::text[], $4::timestamptz[])
                as line (order_id, line_no, listing_id, paid_at)
            join block b on b.listing_id = line.listing_id and b.released_at is null and line.paid_at > b.blocked_at
            order by b.block_id, line.order_id, line.line_no
            on conflict do nothing
            returning order_id, line_no, block_id
            """;

    private final Pool pool;
    private final WatchedBlocks blocks;
    private final ReopenBlock reopenBlock;
    private final Clock clock;

    SoldAfterBlock(Pool pool, WatchedBlocks blocks, ReopenBlock reopenBlock, Clock clock) {
        this.pool = pool;
        this.blocks = blocks;
        this.reopenBlock = reopenBlock;
        this.clock = clock;
    }

    private record Sold(String orderId, int lineNo, UUID blockId) {}

    /** Where nobody can say, something may be. */
    Uni<Boolean> isAnythingBlocked() {
        return pool.query(ANY)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .onFailure()
                .recoverWithItem(true);
    }

    @Override
    public Uni<Void> handle(SqlConnection connection, Outbox outbox, List<Received<?>> events) {
        List<OrderLinePaid> paid = new ArrayList<>(events.size());
        for (Received<?> received : events) {
            if (received.event() instanceof OrderLinePaid line) {
                Objects.requireNonNull(line.orderId(), "orderId is missing");
                paid.add(line);
            }
        }
        if (paid.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return connection
                .preparedQuery(ADD)
                .execute(columns(paid).addValue(now.atOffset(ZoneOffset.UTC)))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(row -> new Sold(row.getString(0), row.getInteger(1), row.getUUID(2)))
                .onItem()
                .transformToUniAndConcatenate(sold -> reopen(connection, outbox, sold, now))
                .collect()
                .last();
    }

    private Uni<Void> reopen(SqlConnection connection, Outbox outbox, Sold sold, Instant now) {
        Cause cause = Cause.of("sold|%s|%s|%d".formatted(sold.blockId, sold.orderId, sold.lineNo), now);
        return blocks.lock(connection, sold.blockId).chain(block -> {
            var event = block.sold(sold.orderId, sold.lineNo, now);
            return reopenBlock.reopen(connection, outbox, cause, block, event).invoke(() -> reopenBlock.told(event));
        });
    }

    private static Tuple columns(List<OrderLinePaid> paid) {
        return Tuple.tuple()
                .addArrayOfString(paid.stream().map(OrderLinePaid::orderId).toArray(String[]::new))
                .addArrayOfInteger(paid.stream().map(OrderLinePaid::lineNo).toArray(Integer[]::new))
                .addArrayOfString(paid.stream().map(OrderLinePaid::listingId).toArray(String[]::new))
                .addArrayOfOffsetDateTime(paid.stream()
                        .map(line ->
                                line.paidAt() == null ? null : line.paidAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
    }
}
