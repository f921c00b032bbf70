package org.importsafety.refund.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.importsafety.refund.purchase.Month;

/** What is too old to be kept in the tables noticed_line, buyer_notice and buyer_language. */
@ApplicationScoped
class OldNotices {
    /** Cases that were complete before the month, with notices all of which were asked for. */
    private static final String CASES = """
            select case_id from refund_case c
            where c.state = 'COMPLETED' and c.completed_at < $1
              and (exists (select from buyer_notice n where n.case_id = c.case_id)
                   or exists (select from noticed_line l where l.case_id = c.case_id))
              and not exists (select from buyer_notice n where n.case_id = c.case_id and n.state = 'DUE')
            order by c.case_id
            """;

    private static final String DROP_LINES = """
            delete from noticed_line
            where ctid = any (array(select ctid from noticed_line where case_id = $1 limit $2 for update skip locked))
            """;
    /** One that became due meanwhile stays. */
    private static final String DROP_NOTICES = """
            delete from buyer_notice
            where ctid = any (array(select ctid from buyer_notice where case_id = $1 and state <> 'DUE' limit $2
                                    for update skip locked))
            """;

    private static final String DROP_LANGUAGES = """
            delete from buyer_language
            where ctid = any (array(select ctid from buyer_language where paid_at < $1 limit $2 for update skip locked))
            """;

    private final Pool pool;

    OldNotices(Pool pool) {
        this.pool = pool;
    }

    /** @return cases of which nothing has to be kept */
    Uni<List<String>> cases(Month before) {
        return pool.preparedQuery(CASES).execute(Tuple.of(before.start())).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList());
    }

    /** @return how many rows were dropped; 0 when there are no more */
    Uni<Integer> drop(SqlConnection connection, String caseId, int most) {
        return connection
                .preparedQuery(DROP_LINES)
                .execute(Tuple.of(caseId, most))
                .chain(lines -> connection
                        .preparedQuery(DROP_NOTICES)
                        .execute(Tuple.of(caseId, most))
                        .map(notices -> lines.rowCount() + notices.rowCount()));
    }

    Uni<Void> dropLanguages(Month before, int most) {
        return pool.preparedQuery(DROP_LANGUAGES)
                .execute(Tuple.of(before.start(), most))
                .replaceWithVoid();
    }
}
