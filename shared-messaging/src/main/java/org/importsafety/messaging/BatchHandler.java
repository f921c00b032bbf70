package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Takes in many events in one transaction. Their business keys must make a repeat harmless. */
@FunctionalInterface
public interface BatchHandler {
    Uni<Void> handle(SqlConnection connection, Outbox outbox, List<Received<?>> events);
}
