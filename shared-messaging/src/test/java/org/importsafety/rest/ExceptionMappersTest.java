package org.importsafety.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.time.LocalDate;
import java.util.List;
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

    @Test
    void an_unknown_word_is_answered_with_those_that_are_known_and_no_name_of_a_class() {
        Problem problem = invalid("{\"step\": \"LOST\"}");
        assertEquals(List.of(new FieldError("step", "must be one of [BOUGHT, SHIPPED]")), problem.errors());
    }

    @Test
    void a_value_of_another_type_names_its_field() {
        assertEquals(
                List.of(new FieldError("on", "cannot be read as LocalDate")),
                invalid("{\"on\": \"tomorrow\"}").errors());
    }

    private enum Step {
        BOUGHT,
        SHIPPED
    }

    private record Body(Step step, LocalDate on) {}

    private static Problem invalid(String json) {
        JsonProcessingException failure = assertThrows(
                JsonProcessingException.class,
                () -> new ObjectMapper().registerModule(new JavaTimeModule()).readValue(json, Body.class));
        Response response = ExceptionMappers.json(failure);
        assertEquals(422, response.getStatus());
        return assertInstanceOf(Problem.class, response.getEntity());
    }
}
