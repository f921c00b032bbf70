package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.OneStatement;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.Received;

/**
 * The usual block: the case has none yet, and the listing is neither blocked nor held. Each millisecond on this path is one
 * in which the item is sold, so it takes two round trips, one to read and one to write. The second makes sure itself that
 * the block is the usual one; where it is not, nothing is written, and {@link BlockSale} looks at what there is.
 */
@ApplicationScoped
class FirstBlock {
    private static final String PRODUCT = "select gtin, model, certificate_no from listing where listing_id = $1";

    /** What {@link BlockSale#stop} writes where there is nothing before. */
    private static final String OPEN = """
            changed as (
                insert into block (block_id, case_id, listing_id, status, gtin, model, certificate_no, statement, blocked_at,
                                   respond_by)
                select cast($1 as uuid), $2, $3, 'REQUESTED', $4, $5, $6, $7, cast($8 as timestamptz), cast($9 as timestamptz)
                from first
                where not exists (select from sale_hold where listing_id = $3 and ended_at is null)
                on conflict do nothing
                returning block_id, listing_id),
            keys as (
                insert into block_key (block_id, kind, value, scope)
                select block_id, kind, value, scope from changed join listing_key using (listing_id)),
            search as (
                insert into relisting_search (block_id) select block_id from changed),
            overtaken as (
                delete from favourable_report where listing_id = (select listing_id from changed)),
            fails as (
                insert into failing_test (test_order_id, listing_id, finding) select $10, listing_id, $11 from changed
                on conflict do nothing)""";

    private final Pool pool;
    private final OneStatement open;
    private final Blocks blocks;
    private final FailingTests failingTests;
    private final Deadline deadline;

    FirstBlock(Pool pool, Messaging messaging, Blocks blocks, FailingTests failingTests, Deadline deadline) {
        this.pool = pool;
        this.open = new OneStatement(pool, messaging, OPEN, 11);
        this.blocks = blocks;
        this.failingTests = failingTests;
        this.deadline = deadline;
    }

    /** @return what was asked for; null when nothing happened, since this is another case than the usual one */
    Uni<SaleBlocked> ask(Received<TestFailed> received, Cause cause, Finding finding) {
        return pool.preparedQuery(PRODUCT)
                .execute(Tuple.of(finding.listingId()))
                .map(rows -> product(rows.iterator()))
                .chain(product -> {
                    SaleBlocked event = Block.request(finding, product, cause.at(), deadline, 1);
                    List<Fact> facts = List.of(new Fact(cause, event), new Fact(cause, Block.listed(event)));
                    return open.once(
                                    received,
                                    facts,
                                    UUID.fromString(event.blockId()),
                                    event.caseId(),
                                    event.listingId(),
                                    product.gtin(),
                                    product.model(),
                                    product.certificateNo(),
                                    blocks.write(event),
                                    event.blockedAt().atOffset(ZoneOffset.UTC),
                                    event.respondBy().atOffset(ZoneOffset.UTC),
                                    finding.testOrderId(),
                                    failingTests.write(finding))
                            .map(asked -> asked ? event : null);
                });
    }

    private static Product product(RowIterator<Row> rows) {
        if (!rows.hasNext()) {
            return Product.UNKNOWN;
        }
        Row row = rows.next();
        return new Product(row.getString(0), row.getString(1), row.getString(2));
    }
}
