package org.importsafety.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.importsafety.messaging.Trouble;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that leaves a resource becomes problem details here, so that no answer leaks a stack trace. */
class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    @ServerExceptionMapper
    @Priority(Priorities.USER)
    Response httpStatus(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        int status = e.getResponse().getStatus();
        if (status < 400 || e.getResponse().hasEntity()) {
            return e.getResponse();
        }
        return Problem.status(status, e.getMessage());
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER)
    Response mapping(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER)
    Response parsing(JsonProcessingException e) {
        return json(e);
    }

    @ServerExceptionMapper
    @Priority(1)
    Response unauthorized(UnauthorizedException e) {
        return challenge();
    }

    @ServerExceptionMapper
    @Priority(1)
    Response authenticationFailed(AuthenticationFailedException e) {
        return challenge();
    }

    @ServerExceptionMapper
    @Priority(1)
    Response forbidden(ForbiddenException e) {
        return Problem.status(403, "Your token does not allow this");
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER)
    Response unexpected(Throwable e) {
        if (Trouble.ofInfrastructure(e)) {
            LOG.warnf("A request cannot be served for now: %s", e);
            return Response.fromResponse(Problem.status(503, "The database does not answer for now; try again"))
                    .header("Retry-After", "5")
                    .build();
        }
        LOG.error("A request failed", e);
        return Problem.status(500, "Something went wrong here; it has been logged");
    }

    /** Text that is no JSON is a bad request; a value of the wrong type is an invalid field. */
    public static Response json(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problem.invalid(List.of(new FieldError(path(mapping), expected(mapping))));
        }
        return Problem.badRequest("body", "not readable as JSON: " + firstLine(e));
    }

    /** In the interface's words, not in those of the classes behind it. */
    private static String expected(JsonMappingException e) {
        if (!(e instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
            return firstLine(e);
        }
        Class<?> type = mismatch.getTargetType();
        return type.isEnum()
                ? "must be one of " + Arrays.toString(type.getEnumConstants())
                : "cannot be read as " + type.getSimpleName();
    }

    private static Response challenge() {
        return Response.fromResponse(Problem.status(401, "A valid token is needed"))
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
