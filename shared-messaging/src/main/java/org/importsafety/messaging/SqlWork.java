package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.BiFunction;

/** A use case's transactions on the reactive PostgreSQL client: the change and its events, or neither. */
public final class SqlWork {
    private final Pool pool;
    private final Messaging messaging;

    public SqlWork(Pool pool, Messaging messaging) {
        this.pool = pool;
        this.messaging = messaging;
    }

    /** One transaction; the relay is woken after its commit. */
    public <T> Uni<T> run(BiFunction<SqlConnection, Outbox, Uni<T>> work) {
        return pool.withTransaction(connection -> work.apply(connection, messaging.outbox(Statements.of(connection))))
                .invoke(messaging::committed);
    }

    /** One transaction that first notes the event as taken in: the second time nothing happens. */
    public Uni<Void> once(Received<?> received, BiFunction<SqlConnection, Outbox, Uni<Void>> work) {
        return run((connection, outbox) -> Statements.of(connection)
                .firstTime(received)
                .chain(first -> first
                        ? work.apply(connection, outbox)
                        : Uni.createFrom().voidItem()));
    }
}
