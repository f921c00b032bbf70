package org.importsafety.refund.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.importsafety.infra.InfraResource;
import org.importsafety.refund.MovableClock;
import org.importsafety.refund.ProviderServer;
import org.importsafety.refund.purchase.Month;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For how long it is kept who was told: 24 months here, see {@link ProviderServer}. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class OldNoticesTest {
    @Inject
    Pool pool;

    @Inject
    DropOldNotices dropOldNotices;

    @Inject
    MovableClock clock;

    @BeforeEach
    void longAgo() {
        clock.moveTo(Instant.parse("2001-03-31T14:59:00Z")); // in Korea still March
    }

    @AfterEach
    void now() {
        clock.moveBack();
    }

    @Test
    void who_was_told_is_forgotten_when_the_case_is_complete_for_as_long_as_that_is_kept() {
        told("OLD-A", "1999-02-28T15:00:00Z", "DELIVERED"); // the first minute of March in Korea
        told("OLD-B", "1999-02-28T14:59:00Z", "BOUNCED");

        drop();
        assertEquals(List.of("1999-01:OLD-A DELIVERED"), kept("OLD-A", "OLD-B"));

        clock.moveTo(Instant.parse("2001-03-31T15:00:00Z"));
        drop();
        assertEquals(List.of(), kept("OLD-A", "OLD-B"));
        assertEquals(
                1,
                run("select from recall where case_id = '1999-01:OLD-A' and seen_all")
                        .size());
    }

    @Test
    void nothing_is_forgotten_of_a_case_that_is_open_or_has_somebody_still_to_tell() {
        told("OLD-C", "1998-01-01T00:00:00Z", "SENT");
        run("update refund_case set state = 'OPEN', planned = 'EARLY' where case_id = '1999-01:OLD-C'");
        told("OLD-D", "1998-01-01T00:00:00Z", "DUE");

        drop();

        assertEquals(List.of("1999-01:OLD-C SENT", "1999-01:OLD-D DUE"), kept("OLD-C", "OLD-D"));
        run("update refund_case set state = 'COMPLETED', completed_at = '1998-01-01' where case_id = '1999-01:OLD-C'");
        run("update buyer_notice set state = 'SENT' where case_id = '1999-01:OLD-D'");
        drop();
        assertEquals(List.of(), kept("OLD-C", "OLD-D"));
    }

    @Test
    void a_language_is_forgotten_with_the_order_that_said_it() {
        run("""
                insert into buyer_language values
                    ('old-e', 'zh', '1999-02-28T14:59:00Z'), ('old-f', 'en', '1999-02-28T15:00:00Z')
                """);
        drop();
        assertEquals(List.of("old-f"), texts("select buyer_ref from buyer_language where buyer_ref like 'old-_'"));
        clock.moveTo(Instant.parse("2001-03-31T15:00:00Z"));
        drop();
        assertEquals(List.of(), texts("select buyer_ref from buyer_language where buyer_ref like 'old-_'"));
    }

    @Test
    void fewer_months_than_a_case_reaches_back_are_no_setting() {
        Month.requireEnough("refund.notice-months", 0);
        Month.requireEnough("refund.notice-months", 13);
        assertThrows(IllegalStateException.class, () -> Month.requireEnough("refund.notice-months", 12));
    }

    /** A case whose block has ended, so that no job works on it. */
    private void told(String listingId, String completedAt, String state) {
        run("""
                insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned, completions,
                                         opened_at, completed_at, released)
                values ('1999-01:%1$s', 'block', '%1$s', '1998-01-01', '', 'COMPLETED', 'WHOLE', 1, '1999-01-01', '%2$s', true);
                insert into recall (case_id, listing_id, refund_from, version, nonconformities, seen_all)
                values ('1999-01:%1$s', '%1$s', '1998-01-01', 1, '[]', true);
                insert into noticed_line values ('1999-01:%1$s', 'b', '%1$s-1', 1);
                insert into buyer_notice (notice_id, case_id, buyer_ref, state)
                values (gen_random_uuid(), '1999-01:%1$s', 'b', '%3$s')
                """.formatted(listingId, completedAt, state));
    }

    /** Notices that have their lines still. */
    private List<String> kept(String... listings) {
        return texts("""
                select n.case_id || ' ' || n.state from buyer_notice n full join noticed_line l using (case_id, buyer_ref)
                where case_id in ('1999-01:%s', '1999-01:%s') order by case_id
                """.formatted((Object[]) listings));
    }

    private void drop() {
        dropOldNotices.whenDue().await().atMost(Duration.ofSeconds(10));
    }

    private List<String> texts(String sql) {
        return StreamSupport.stream(run(sql).spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    private RowSet<Row> run(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
