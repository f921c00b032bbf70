package org.importsafety.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Problem details of an HTTP API (RFC 9457), as {@code application/problem+json}.
 *
 * @param errors each invalid field, for 400 and 422
 * @param allowed the steps that would be legal now, for 409
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, List<FieldError> errors, List<String> allowed) {
    public static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    public static Response status(int status, String detail) {
        return of(status, detail, null, null).response();
    }

    /** 400: the request as such makes no sense. */
    public static Response badRequest(String field, String message) {
        return of(400, field + ": " + message, List.of(new FieldError(field, message)), null)
                .response();
    }

    /** 422: well-formed, but these fields are wrong; nothing was changed. */
    public static Response invalid(List<FieldError> errors) {
        return of(422, errors.size() + (errors.size() == 1 ? " field is" : " fields are") + " invalid", errors, null)
                .response();
    }

    /** 409: not in this state, or the same identity with other content. */
    public static Response conflict(String detail, List<String> allowed) {
        return of(409, detail, null, allowed).response();
    }

    static Problem of(int status, String detail, List<FieldError> errors, List<String> allowed) {
        var reason = Response.Status.fromStatusCode(status);
        String title = status == 422 ? "Unprocessable Content" : reason == null ? "Error" : reason.getReasonPhrase();
        return new Problem("about:blank", title, status, detail, errors, allowed);
    }

    Response response() {
        return Response.status(status).type(PROBLEM_JSON).entity(this).build();
    }
}
