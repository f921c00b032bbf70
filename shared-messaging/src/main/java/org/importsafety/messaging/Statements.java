package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The open transaction of a use case, as the messaging tables see it. Parameters are {@code $1, $2, ...}. */
interface Statements {
    /** Runs the statement once for each row of parameters, in order. @return how many rows were changed in all */
    Uni<Integer> update(String sql, List<Object[]> rows);

    static Statements of(SqlConnection connection) {
        return (sql, rows) -> connection
                .preparedQuery(sql)
                .executeBatch(rows.stream().map(Tuple::from).toList())
                .map(Statements::changed);
    }

    private static int changed(RowSet<Row> results) {
        int rows = 0;
        for (RowSet<Row> result = results; result != null; result = result.next()) {
            rows += result.rowCount();
        }
        return rows;
    }

    /** Marks the event as taken in. @return false when it was before */
    default Uni<Boolean> firstTime(Received<?> received) {
        return update(
                        "insert into inbox (channel, event_id) values ($1, cast($2 as uuid)) on conflict do nothing",
                        List.<Object[]>of(new Object[] {
                            received.channel(), received.eventId().toString()
                        }))
                .map(rows -> rows == 1);
    }
}
