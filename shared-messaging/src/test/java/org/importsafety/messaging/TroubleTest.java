package org.importsafety.messaging;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class TroubleTest {
    @Test
    void a_lost_connection_a_restart_and_a_deadlock_pass() {
        assertTrue(Trouble.ofInfrastructure(new IllegalStateException(new ConnectException("refused"))));
        assertTrue(Trouble.ofInfrastructure(new PgException("terminating connection", "FATAL", "57P01", "")));
        assertTrue(Trouble.ofInfrastructure(new PgException("deadlock detected", "ERROR", "40P01", "")));
    }

    @Test
    void a_violated_constraint_and_a_bug_do_not_pass() {
        assertFalse(Trouble.ofInfrastructure(new PgException("duplicate key", "ERROR", "23505", "")));
        assertFalse(Trouble.ofInfrastructure(new NullPointerException()));
        assertFalse(Trouble.ofInfrastructure(new JsonParseException(null, "no JSON, though an IOException")));
    }
}
