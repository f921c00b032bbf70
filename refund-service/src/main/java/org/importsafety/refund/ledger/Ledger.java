package org.importsafety.refund.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The table ledger_entry, which nobody writes here: the database posts what happens to a refund in the statement that
 * does it.
 */
@ApplicationScoped
class Ledger {
    private static final String BALANCES = """
            select account, currency, sum(given)::bigint as debit, sum(taken)::bigint as credit
            from ledger_entry e,
                 lateral (values (e.debit, e.amount, 0), (e.credit, 0, e.amount)) side (account, given, taken)
            where $1::text is null or e.case_id = $1
            group by currency, account order by currency, account
            """;
    private static final String ENTRIES = """
            select * from ledger_entry
            where entry_id > $2 and ($1::text is null or case_id = $1)
            order by entry_id limit $3
            """;
    private static final String KNOWN = "select exists (select from refund_case where case_id = $1)";

    private final Pool pool;

    Ledger(Pool pool) {
        this.pool = pool;
    }

    /**
     * What went through an account, in minor units.
     *
     * @param decimals of the currency by ISO 4217: how many minor digits the amounts have
     * @param balance debit less credit; over all accounts of a currency it comes to 0
     */
    record Balance(String account, String currency, int decimals, long debit, long credit, long balance) {}

    /**
     * One movement. @param at programme time @param refundId null: of many refunds of the case at once @param debit the
     * account that gives @param credit the account that takes
     */
    record Entry(
            long entryId,
            Instant at,
            String caseId,
            UUID refundId,
            int refunds,
            String movement,
            String debit,
            String credit,
            String currency,
            long amount) {}

    Uni<Boolean> isKnown(String caseId) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** @param caseId null: of all cases */
    Uni<List<Balance>> balances(String caseId) {
        return pool.preparedQuery(BALANCES).execute(Tuple.of(caseId)).map(rows -> list(rows, Ledger::balance));
    }

    /** @param caseId null: of all cases @param after the last entry that is known */
    Uni<List<Entry>> entries(String caseId, long after, int limit) {
        return pool.preparedQuery(ENTRIES)
                .execute(Tuple.of(caseId, after, limit))
                .map(rows -> list(rows, Ledger::entry));
    }

    private static Balance balance(Row row) {
        String currency = row.getString("currency");
        long debit = row.getLong("debit");
        long credit = row.getLong("credit");
        return new Balance(
                row.getString("account"),
                currency,
                Currency.getInstance(currency).getDefaultFractionDigits(),
                debit,
                credit,
                debit - credit);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong("entry_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("case_id"),
                row.getUUID("refund_id"),
                row.getInteger("refunds"),
                row.getString("movement"),
                row.getString("debit"),
                row.getString("credit"),
                row.getString("currency"),
                row.getLong("amount"));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> item) {
        return StreamSupport.stream(rows.spliterator(), false).map(item).toList();
    }
}
