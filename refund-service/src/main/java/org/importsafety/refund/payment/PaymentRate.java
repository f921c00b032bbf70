package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.importsafety.refund.RefundSettings;

/**
 * The table payment_rate: how many payments a second all instances together ask the provider for. What a claim takes is
 * noted in its transaction, so the rate holds whoever claims; while there is none, nobody waits for that row.
 */
@ApplicationScoped
class PaymentRate {
    /**
     * What was not used is lost after a quarter of a second: nothing is made up for later. Less than a tenth of a second's
     * share is not given out: claims stay worth their transaction.
     */
    private static final String TAKE = """
            with rate as (
                select per_second, wall,
                       greatest(spent_to, wall - greatest(interval '250 ms', interval '1 s' / nullif(per_second, 0))) as spent_to
                from (select coalesce(per_second, $1) as per_second, spent_to, clock_timestamp() as wall
                      from payment_rate for update) r),
            given as (
                select case when available < least($2, ceil(per_second / 10.0)) then 0
                            else least($2, available) end as payments, per_second, spent_to
                from (select floor(extract(epoch from wall - spent_to) * per_second)::int as available, r.* from rate r) r)
            update payment_rate r
            set spent_to = coalesce(g.spent_to + g.payments * (interval '1 s' / nullif(g.per_second, 0)), r.spent_to)
            from given g returning g.payments
            """;

    private static final String READ = "select per_second, set_by, reason, set_at from payment_rate";
    private static final String SET = "update payment_rate set per_second = $1, set_by = $2, reason = $3, set_at = $4";

    private final Pool pool;
    private final int setting;

    PaymentRate(Pool pool, RefundSettings settings) {
        this.pool = pool;
        setting = settings.paymentsPerSecond();
    }

    /**
     * The rate as it is now.
     *
     * @param perSecond 0: as fast as it goes
     * @param by who set it, opaque; null: the setting counts
     * @param since programme time
     */
    record Shown(int perSecond, String by, String reason, Instant since) {}

    Uni<Shown> read() {
        return pool.query(READ).execute().map(rows -> shown(rows.iterator().next()));
    }

    /** From here to the commit nobody else sets it, and nobody claims. */
    Uni<Shown> lock(SqlConnection connection) {
        return connection
                .query(READ + " for update")
                .execute()
                .map(rows -> shown(rows.iterator().next()));
    }

    Uni<Void> set(SqlConnection connection, Shown rate) {
        return connection
                .preparedQuery(SET)
                .execute(Tuple.of(
                        rate.perSecond(), rate.by(), rate.reason(), rate.since().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** @return how many of so many payments may be asked for now; they count as asked for */
    Uni<Integer> take(SqlConnection connection, int most) {
        return connection
                .query(READ)
                .execute()
                .chain(rows -> shown(rows.iterator().next()).perSecond() == 0
                        ? Uni.createFrom().item(most)
                        : connection
                                .preparedQuery(TAKE)
                                .execute(Tuple.of(setting, most))
                                .map(given -> given.iterator().next().getInteger(0)));
    }

    private Shown shown(Row row) {
        Integer perSecond = row.getInteger("per_second");
        OffsetDateTime since = row.getOffsetDateTime("set_at");
        return new Shown(
                perSecond == null ? setting : perSecond,
                row.getString("set_by"),
                row.getString("reason"),
                since == null ? null : since.toInstant());
    }
}
