package org.importsafety.refund.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** What people decided and what they were refused, in the transaction of what was done: who, what, to which thing, why. */
@ApplicationScoped
public class Audit {
    private static final String NOTE =
            "insert into audit_entry (at, actor, action, subject, detail) values ($1, $2, $3, $4, $5)";
    private static final String PAGE = """
            select * from audit_entry
            where entry_id < $1 and ($2::text is null or subject = $2) and ($3::text is null or action = $3)
              and ($4::text is null or actor = $4)
            order by entry_id desc limit $5
            """;

    private final Pool pool;

    Audit(Pool pool) {
        this.pool = pool;
    }

    /** @param at programme time */
    record Entry(long entryId, Instant at, String actor, String action, String subject, String detail) {}

    /**
     * @param at programme time
     * @param actor opaque: no name of a person
     * @param action in capitals, such as REFUSED
     * @param subject what it was done to, such as refund-cases/ and an id
     * @param detail in words, or null
     */
    public Uni<Void> note(
            SqlConnection connection, Instant at, String actor, String action, String subject, String detail) {
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.of(at.atOffset(ZoneOffset.UTC), actor, action, subject, detail))
                .replaceWithVoid();
    }

    /** Newest first. @param before an entry's id; each of the others may be null: then it does not matter */
    Uni<List<Entry>> page(long before, String subject, String action, String actor, int count) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(before, subject, action, actor, count))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Audit::entry)
                        .toList());
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong("entry_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"));
    }
}
