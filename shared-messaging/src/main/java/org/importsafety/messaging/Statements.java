package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The open transaction of a use case, as the messaging tables see it. Parameters are {@code $1, $2, ...}. */
interface Statements {
    /** Runs the statement. @return how many rows were changed */
    Uni<Integer> update(String sql, Object... parameters);

    /** @param client an open transaction's connection; of a pool, each statement is a transaction of its own */
    static Statements of(SqlClient client) {
        return (sql, parameters) ->
                client.preparedQuery(sql).execute(Tuple.wrap(parameters)).map(RowSet::rowCount);
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
