package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The open transaction of a use case, as the messaging tables see it. Parameters are {@code $1, $2, ...}. */
interface Statements {
    /** Runs the statement. @return how many rows were changed */
    Uni<Integer> update(String sql, Object... parameters);

    static Statements of(SqlConnection connection) {
        return (sql, parameters) ->
                connection.preparedQuery(sql).execute(Tuple.wrap(parameters)).map(RowSet::rowCount);
    }

    /** Marks the event as taken in. @return false when it was before */
    default Uni<Boolean> firstTime(Received<?> received) {
        return update(
                        "insert into inbox (channel, event_id) values ($1, cast($2 as uuid)) on conflict do nothing",
                        received.channel(),
                        received.eventId().toString())
                .map(rows -> rows == 1);
    }
}
