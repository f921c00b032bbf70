package org.importsafety.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells infrastructure trouble, which passes, from an event that cannot be handled, which does not. */
public final class Trouble {
    /** SQLSTATE classes: connection, rollback by the server, resources, object in use, operator, system. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    private Trouble() {}

    public static boolean ofInfrastructure(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof PgException pg) {
                return PASSING.contains(String.valueOf(pg.getSqlState()).substring(0, 2));
            }
            if (t instanceof JsonProcessingException) {
                return false; // an IOException, but the text stays as unreadable as it is
            }
            if (t instanceof IOException
                    || t instanceof VertxException
                    || t instanceof TimeoutException
                    || t instanceof RetriableException
                    || t.getClass().getName().startsWith("io.vertx.core.impl.NoStackTrace")) {
                return true;
            }
        }
        return false;
    }
}
