package org.importsafety.dashboard;

import static org.importsafety.dashboard.Fixtures.staff;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "dashboard"))
class RefundSumsTest {
    @Inject
    Fixtures world;

    @Inject
    Pool pool;

    @Test
    void sums_follow_the_latest_version_of_each_refund_whatever_the_order_they_come_in() {
        CaseLife life = new CaseLife("2030-05", "SUMS");
        world.say(
                life.blocked(),
                life.opened(),
                life.requested("RS-1", 1),
                life.settled("RS-2", 2),
                life.requested("RS-3", 3),
                life.refund("RefundFailed", "RS-3", 3, 58, 49));
        assertSums("3,1,1", 600, 200);

        world.say(life.requested("RS-2", 2), life.settled("RS-1", 1));
        assertSums("3,2,1", 600, 300);

        world.say(life.refund("RefundRequested", "RS-3", 3, 60, 52));
        assertSums("3,2,0", 600, 300);
        world.say(life.refund("RefundSettled", "RS-3", 3, 61, 53), life.refund("RefundFailed", "RS-3", 3, 57, 48));
        assertSums("3,3,0", 600, 600);

        Row difference = pool.query("""
                select count(*) from refund_progress p
                full join (select case_id, currency, count(*) as requested,
                                  count(*) filter (where state = 'SETTLED') as settled,
                                  count(*) filter (where state = 'FAILED') as failed, sum(amount) as requested_amount,
                                  coalesce(sum(amount) filter (where state = 'SETTLED'), 0) as settled_amount
                           from refund group by case_id, currency) c using (case_id, currency)
                where (p.requested, p.settled, p.failed, p.requested_amount, p.settled_amount) is distinct from
                      (c.requested, c.settled, c.failed, c.requested_amount, c.settled_amount)
                """).executeAndAwait().iterator().next();
        assertEquals(0, difference.getLong(0), "sums that differ from what a count of every refund says");
    }

    private static void assertSums(String counts, long requested, long settled) {
        JsonNode refunds = staff("/api/cases/2030-05:SUMS").get("refunds");
        assertEquals(
                counts, "%s,%s,%s".formatted(refunds.get("requested"), refunds.get("settled"), refunds.get("failed")));
        assertEquals(requested, refunds.at("/amounts/0/requested").asLong());
        assertEquals(settled, refunds.at("/amounts/0/settled").asLong());
    }
}
