package org.importsafety.refund.interest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.importsafety.refund.interest.DelayInterest.Owed;

/** The table delay_interest: at most one row for a refund, which only rises. */
@ApplicationScoped
class Interests {
    private static final String LINES = """
            select refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, currency, planned_at
            from refund where refund_id = any($1::uuid[]) and state = 'SETTLED' order by refund_id
            """;
    private static final String OWE = """
            insert into delay_interest (refund_id, case_id, currency, amount, percent, due_on, days, at)
            select refund_id, case_id, currency, amount, $6, due_on, days, $7
            from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::date[], $8::bigint[])
                as late (refund_id, case_id, currency, amount, due_on, days)
            order by refund_id
            on conflict (refund_id) do update
            set amount = excluded.amount, percent = excluded.percent, days = excluded.days, at = excluded.at
            where excluded.amount > delay_interest.amount
            returning refund_id
            """;

    /** A refund that is settled. @param amount minor units */
    record Line(
            UUID refundId,
            String caseId,
            String orderId,
            int lineNo,
            String listingId,
            String buyerRef,
            long amount,
            String currency,
            Instant plannedAt) {}

    record Late(Line line, Owed owed) {}

    Uni<List<Line>> lines(SqlConnection connection, List<UUID> refundIds) {
        return connection
                .preparedQuery(LINES)
                .execute(Tuple.tuple().addArrayOfUUID(refundIds.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Line(
                                row.getUUID("refund_id"),
                                row.getString("case_id"),
                                row.getString("order_id"),
                                row.getInteger("line_no"),
                                row.getString("listing_id"),
                                row.getString("buyer_ref"),
                                row.getLong("amount"),
                                row.getString("currency"),
                                row.getOffsetDateTime("planned_at").toInstant()))
                        .toList());
    }

    /** @return the refunds of which more is owed than before */
    Uni<Set<UUID>> owe(SqlConnection connection, List<Late> late, int percent, Instant now) {
        if (late.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfUUID(late.stream().map(it -> it.line().refundId()).toArray(UUID[]::new))
                .addArrayOfString(late.stream().map(it -> it.line().caseId()).toArray(String[]::new))
                .addArrayOfString(late.stream().map(it -> it.line().currency()).toArray(String[]::new))
                .addArrayOfLong(late.stream().map(it -> it.owed().amount()).toArray(Long[]::new))
                .addArrayOfLocalDate(late.stream().map(it -> it.owed().dueOn()).toArray(LocalDate[]::new))
                .addInteger(percent)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfLong(late.stream().map(it -> it.owed().days()).toArray(Long[]::new));
        return connection.preparedQuery(OWE).execute(columns).map(rows -> {
            Set<UUID> raised = new HashSet<>();
            rows.forEach(row -> raised.add(row.getUUID(0)));
            return raised;
        });
    }
}
