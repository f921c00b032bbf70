package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.importsafety.messaging.Outbox.Fact;

/**
 * A use case's transaction as a single statement: that the event is taken in, the change, and its events. For a path on
 * which every round trip to the database counts, and of which the usual case can be decided by the statement itself.
 * Either all of it happens or nothing, and then {@link SqlWork} or {@link SessionWork} can begin afresh.
 */
public final class OneStatement {
    private static final String STATEMENT = """
            with first as (
                select true where not exists (select from inbox where channel = $%1$d and event_id = cast($%2$d as uuid))),
            %3$s,
            taken_in as (
                insert into inbox (channel, event_id) select cast($%1$d as text), cast($%2$d as uuid) from changed)
            %4$s""";

    private final Pool pool;
    private final Messaging messaging;
    private final String sql;
    private final int parameters;

    /**
     * @param change named queries of a {@code with}, the first of which is {@code changed}: it reads {@code first}, which has a
     *     row the first time the event comes, locks the aggregate's row, and has a row itself if the change is made. All
     *     others read {@code changed}
     * @param parameters how many the change has, from {@code $1} on
     */
    public OneStatement(Pool pool, Messaging messaging, String change, int parameters) {
        this.pool = pool;
        this.messaging = messaging;
        this.parameters = parameters;
        // The events are numbered from the row of what was changed, so not before its lock is held.
        sql = STATEMENT.formatted(parameters + 1, parameters + 2, change, Outbox.insert("changed, ", parameters + 3));
    }

    /**
     * @param facts at least one, in their order
     * @param values the change's parameters
     * @return false when nothing happened: the event was taken in before, or the change was not to be made
     */
    public Uni<Boolean> once(Received<?> received, List<Fact> facts, Object... values) {
        if (values.length != parameters || facts.isEmpty()) {
            throw new IllegalArgumentException("%d parameters, %d events".formatted(values.length, facts.size()));
        }
        Statements statements = Statements.of(pool);
        List<Object> all = new ArrayList<>(values.length + 2 + Outbox.COLUMNS);
        Collections.addAll(all, values);
        Collections.addAll(all, received.channel(), received.eventId().toString());
        Collections.addAll(all, messaging.outbox(statements).columns(facts));
        return statements
                .update(sql, all.toArray())
                .map(appended -> appended > 0)
                .onFailure(OneStatement::isTakenInMeanwhile)
                .recoverWithItem(false)
                .invoke(done -> {
                    if (done) {
                        messaging.committed();
                    }
                });
    }

    /** By another instance, since the statement began. */
    private static boolean isTakenInMeanwhile(Throwable failure) {
        return failure instanceof PgException pg && "inbox_pkey".equals(pg.getConstraint());
    }
}
