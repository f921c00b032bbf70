package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.importsafety.refund.payment.Refund.State;

/** The table refund after planning: who asks for which, and what came of it. */
@ApplicationScoped
class Refunds {
    /**
     * Takes refunds to ask for, once their case is planned as a whole: before that, a cancellation may be in the feed that
     * has not been read. Here is the last look at what happened since a line was planned: it is withdrawn when the line was
     * cancelled or others paid all of it back, and pays the remainder when they paid a part. What they paid in another
     * currency nobody here can take off: a person looks, and the provider is not asked. What comes later is too late.
     *
     * <p>Each case gets the same share, so that a small one does not wait for a million lines of another; where there are
     * more cases than refunds to take, the lot decides. Nothing of a held or paused case is looked at, let alone taken: a
     * case's row is shared until the commit, so whoever holds it waits for the claims under way. The order is that of the
     * index refund_by_case, of which a claim reads no more than it takes; without it, the database reads the table from its
     * start, over all that is paid already.
     */
    private static final String CLAIM_PLANNED = """
            with payable as materialized (
                select c.case_id from refund_case c cross join lateral (
                    select from refund where case_id = c.case_id and state = 'PLANNED' order by currency limit 1) r
                where state = 'OPEN' and planned = 'WHOLE' and held_for is null and not paused and not awaits_approval
                order by random() limit $1 for share of c skip locked),
            due as materialized (
                select r.refund_id from payable c cross join lateral (
                    select refund_id from refund
                    where case_id = c.case_id and state = 'PLANNED'
                    order by currency
                    limit (select ceil($1::numeric / greatest(count(*), 1))::int from payable)
                    for update skip locked) r
                limit $1),
            looked_at as materialized (
                select refund_id,
                       case when exists (select from cancellation x
                                         where x.order_id = r.order_id and x.line_no = r.line_no)
                            then 'CANCELLED'
                            when p.remainder <= 0 then 'REFUNDED_ELSEWHERE'
                            when p.in_other_currency then 'OTHER_CURRENCY' end as reason,
                       least(r.amount, p.remainder) as remainder
                from due join refund r using (refund_id) cross join lateral (
                    select r.paid - coalesce(sum(x.amount) filter (where x.currency = r.currency), 0)::bigint as remainder,
                           bool_or(x.currency <> r.currency) as in_other_currency
                    from refunded_elsewhere x
                    where x.order_id = r.order_id and x.line_no = r.line_no) p)
            update refund r
            set state = case when l.reason is null then 'REQUESTED' when l.reason = 'OTHER_CURRENCY' then 'FAILED'
                             else 'SKIPPED' end,
                manual = l.reason is not distinct from 'OTHER_CURRENCY',
                amount = case when l.reason is null or l.reason = 'OTHER_CURRENCY' then l.remainder else r.amount end,
                attempt = case when l.reason is null then 1 else 0 end,
                lease_until = case when l.reason is null then now() + $2::bigint * interval '1 ms' end,
                requested_at = case when l.reason is null then $3::timestamptz end,
                final_at = case when l.reason is not null then $3::timestamptz end,
                reason = l.reason
            from looked_at l
            where r.refund_id = l.refund_id
            returning r.*
            """;

    /**
     * A refund that is being claimed is waited for, and left alone if it was sent. What is not sent by the commit never
     * will be: a claim passes over what is locked.
     */
    private static final String STOP = """
            update refund r set state = 'STOPPED', reason = $2, final_at = $3
            from (select refund_id from refund where case_id = $1 and state = 'PLANNED' order by currency limit $4
                  for update) due
            where r.refund_id = due.refund_id
            returning r.*
            """;

    private static final String CLAIM_UNANSWERED = """
            with due as materialized (
                select refund_id from refund where state = 'REQUESTED' and lease_until < now()
                order by lease_until limit $1 for update skip locked)
            update refund r set lease_until = now() + $2::bigint * interval '1 ms'
            from due where r.refund_id = due.refund_id
            returning r.*
            """;
    private static final String LOCK =
            "select * from refund where refund_id = any($1::uuid[]) order by refund_id for update";
    private static final String DECIDE = """
            update refund r set state = d.state, provider_ref = d.provider_ref, reason = d.reason, final_at = $5,
                                lease_until = null, manual = d.state = 'FAILED'
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as d (refund_id, state, provider_ref, reason)
            where r.refund_id = d.refund_id
            """;
    private static final String ASK_AGAIN = """
            update refund set lease_until = now() + (questions + 1) * $2::bigint * interval '1 ms',
                              questions = questions + 1, manual = questions + 1 >= $3
            where refund_id = any($1::uuid[]) and state = 'REQUESTED'
            """;
    private static final String WAIT = """
            update refund set lease_until = now() + $2::bigint * interval '1 ms'
            where refund_id = any($1::uuid[]) and state = 'REQUESTED'
            """;
    private static final String REOPEN_CASES = """
            update refund_case set state = 'OPEN'
            where state = 'COMPLETED' and case_id in (select case_id from refund where refund_id = any($1::uuid[]))
            """;
    private static final String LIST = """
            select * from refund
            where refund_id > $1 and ($2::text is null or state = $2) and ($3::text is null or case_id = $3)
            order by refund_id limit $4
            """;
    private static final String LIST_MANUAL = """
            select * from refund where manual and refund_id > $1 and ($2::text is null or case_id = $2)
            order by refund_id limit $3
            """;
    private static final String OF_LINE = """
            select * from refund where order_id = $1 and line_no = $2
            order by state in ('STOPPED', 'SKIPPED'), planned_at desc, refund_id limit 1
            """;
    private static final String COUNTS = """
            select (select count(*) from refund_case c join refund r using (case_id)
                    where c.state = 'OPEN' and r.state = 'PLANNED')
                 + (select count(*) from refund where state = 'REQUESTED') as unpaid,
                   (select count(*) from refund where manual) as manual
            """;
    private static final UUID FIRST = new UUID(0, 0);

    private final Pool pool;

    Refunds(Pool pool) {
        this.pool = pool;
    }

    /** A final state as it is written. */
    record Decision(UUID refundId, State state, String providerRef, String reason) {}

    /** How many refunds are on their way, and how many a person has to look at. */
    record Counts(long unpaid, long manual) {}

    /**
     * A refund as it is shown.
     *
     * @param questions to the provider, without a final answer
     * @param manual a person has to look at it
     * @param settlement a person's; null where the provider paid
     */
    record Shown(
            UUID refundId,
            String caseId,
            String orderId,
            int lineNo,
            String listingId,
            String buyerRef,
            long amount,
            String currency,
            State state,
            int attempt,
            String providerRef,
            String reason,
            int questions,
            boolean manual,
            ManualSettlement settlement,
            Instant plannedAt,
            Instant requestedAt,
            Instant finalAt) {}

    /** @return those to ask for now: REQUESTED, leased, never asked for before; and FAILED: those left to a person */
    Uni<List<Refund>> claimPlanned(SqlConnection connection, int limit, Duration lease, Instant now) {
        return connection
                .preparedQuery(CLAIM_PLANNED)
                .execute(Tuple.of(limit, lease.toMillis(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> list(rows, Refunds::refund).stream()
                        .filter(refund -> refund.state() != State.SKIPPED)
                        .toList());
    }

    /** @return those that were asked for before, and whose outcome nobody knows */
    Uni<List<Refund>> claimUnanswered(SqlConnection connection, int limit, Duration lease) {
        return connection
                .preparedQuery(CLAIM_UNANSWERED)
                .execute(Tuple.of(limit, lease.toMillis()))
                .map(rows -> list(rows, Refunds::refund));
    }

    /** @return those that were planned and are stopped now */
    Uni<List<Refund>> stop(SqlConnection connection, String caseId, String reason, int limit, Instant now) {
        return connection
                .preparedQuery(STOP)
                .execute(Tuple.of(caseId, reason, now.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> list(rows, Refunds::refund));
    }

    Uni<List<Refund>> lock(SqlConnection connection, Collection<UUID> refundIds) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfUUID(refundIds.toArray(UUID[]::new)))
                .map(rows -> list(rows, Refunds::refund));
    }

    Uni<Void> decide(SqlConnection connection, List<Decision> decisions, Instant now) {
        Tuple columns = Tuple.tuple()
                .addArrayOfUUID(column(decisions, Decision::refundId, UUID[]::new))
                .addArrayOfString(column(decisions, decision -> decision.state().name(), String[]::new))
                .addArrayOfString(column(decisions, Decision::providerRef, String[]::new))
                .addArrayOfString(column(decisions, Decision::reason, String[]::new))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(DECIDE).execute(columns).replaceWithVoid();
    }

    /**
     * These have no final answer yet, and no call for them is under way.
     *
     * @param after the first question without one; the n-th one makes it n times as long
     * @param most after so many questions a person has to look at it
     */
    Uni<Void> askAgain(SqlConnection connection, List<UUID> refundIds, Duration after, int most) {
        return connection
                .preparedQuery(ASK_AGAIN)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(refundIds.toArray(UUID[]::new))
                        .addLong(after.toMillis())
                        .addInteger(most))
                .replaceWithVoid();
    }

    /** These will be asked for again without a question being counted. */
    Uni<Void> await(SqlConnection connection, List<UUID> refundIds, Duration time) {
        return connection
                .preparedQuery(WAIT)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(refundIds.toArray(UUID[]::new))
                        .addLong(time.toMillis()))
                .replaceWithVoid();
    }

    /** Their cases are to be told complete again, with other figures. */
    Uni<Void> reopenCases(SqlConnection connection, List<UUID> refundIds) {
        return connection
                .preparedQuery(REOPEN_CASES)
                .execute(Tuple.tuple().addArrayOfUUID(refundIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** @param state null: all; @param caseId null: all; @param after null: from the first */
    Uni<List<Shown>> list(State state, String caseId, UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(after == null ? FIRST : after, state == null ? null : state.name(), caseId, limit))
                .map(rows -> list(rows, Refunds::shown));
    }

    /** Those that a person has to look at. @param caseId null: all; @param after null: from the first */
    Uni<List<Shown>> listManual(String caseId, UUID after, int limit) {
        return pool.preparedQuery(LIST_MANUAL)
                .execute(Tuple.of(after == null ? FIRST : after, caseId, limit))
                .map(rows -> list(rows, Refunds::shown));
    }

    /** @return the line's live refund, else its last one, else null */
    Uni<Shown> ofLine(String orderId, int lineNo) {
        return pool.preparedQuery(OF_LINE)
                .execute(Tuple.of(orderId, lineNo))
                .map(rows -> list(rows, Refunds::shown).stream().findFirst().orElse(null));
    }

    Uni<Counts> counts() {
        return pool.query(COUNTS)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Counts(row.getLong("unpaid"), row.getLong("manual")));
    }

    static Refund refund(Row row) {
        return new Refund(
                row.getUUID("refund_id"),
                row.getString("case_id"),
                row.getString("order_id"),
                row.getInteger("line_no"),
                row.getString("listing_id"),
                row.getString("buyer_ref"),
                row.getLong("amount"),
                row.getString("currency"),
                State.valueOf(row.getString("state")),
                row.getInteger("attempt"),
                row.getString("manual_way") != null);
    }

    /** @return a person's; null for none */
    static ManualSettlement settlement(Row row) {
        String way = row.getString("manual_way");
        return way == null
                ? null
                : new ManualSettlement(
                        ManualSettlement.Way.valueOf(way),
                        row.getString("manual_reference"),
                        row.getString("manual_by"),
                        instant(row.getOffsetDateTime("manual_at")));
    }

    private static Shown shown(Row row) {
        Refund refund = refund(row);
        return new Shown(
                refund.refundId(),
                refund.caseId(),
                refund.orderId(),
                refund.lineNo(),
                refund.listingId(),
                refund.buyerRef(),
                refund.amount(),
                refund.currency(),
                refund.state(),
                refund.attempt(),
                row.getString("provider_ref"),
                row.getString("reason"),
                row.getInteger("questions"),
                row.getBoolean("manual"),
                settlement(row),
                instant(row.getOffsetDateTime("planned_at")),
                instant(row.getOffsetDateTime("requested_at")),
                instant(row.getOffsetDateTime("final_at")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static <T, C> C[] column(List<T> items, Function<T, C> field, IntFunction<C[]> array) {
        return items.stream().map(field).toArray(array);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> item) {
        return StreamSupport.stream(rows.spliterator(), false).map(item).toList();
    }
}
