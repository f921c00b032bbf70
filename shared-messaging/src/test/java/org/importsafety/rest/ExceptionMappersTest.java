package org.importsafety.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ExceptionMappersTest {
    private final ExceptionMappers mappers = new ExceptionMappers();

    @Test
    void while_the_database_is_away_a_caller_is_asked_to_come_again() {
        Response refused = mappers.unexpected(new IllegalStateException(new ConnectException("refused")));
        assertEquals(503, refused.getStatus());
        assertEquals("5", refused.getHeaderString("Retry-After"));
        assertEquals(503, assertInstanceOf(Problem.class, refused.getEntity()).status());
        Response restarting = mappers.unexpected(new PgException("terminating connection", "FATAL", "57P01", ""));
        assertEquals(503, restarting.getStatus());
    }

    @Test
    void a_fault_of_ours_is_500_and_says_nothing_of_itself() {
        Response fault = mappers.unexpected(new NullPointerException("row.secret"));
        assertEquals(500, fault.getStatus());
        assertNull(fault.getHeaderString("Retry-After"));
        assertEquals(
                "Something went wrong here; it has been logged",
                assertInstanceOf(Problem.class, fault.getEntity()).detail());
    }
}
