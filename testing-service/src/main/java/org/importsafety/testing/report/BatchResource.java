package org.importsafety.testing.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.report.ReportResource.Answer;

/**
 * Many reports at once, each for itself and in a transaction of its own: a bad one stops none of the others. Whoever
 * lost the answer posts all of them again.
 */
@Path("/reports")
class BatchResource {
    private static final int MOST = 200;

    private final RecordReport recordReport;
    private final JsonWebToken token;

    BatchResource(RecordReport recordReport, JsonWebToken token) {
        this.recordReport = recordReport;
        this.token = token;
    }

    /** One report with the order that it is for, as it is posted. */
    record Entry(String testOrderId, LabReport report) {}

    record Outcomes(List<Item> items) {}

    /**
     * What one report came to, as if it had been posted alone.
     *
     * @param index in the list that was posted, from 0
     * @param answer where it was recorded, else null
     * @param problem where it was not, else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(int index, String testOrderId, int status, Answer answer, Problem problem) {
        static Item of(int index, Object order, Response response) {
            return new Item(
                    index,
                    order instanceof String text ? text : null,
                    response.getStatus(),
                    response.getEntity() instanceof Answer answer ? answer : null,
                    response.getEntity() instanceof Problem problem ? problem : null);
        }
    }

    @POST
    @RolesAllowed({"lab", "officer"})
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> post(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Entry[].class)))
                    String body) {
        List<?> entries = Submission.list(body);
        if (entries.isEmpty() || entries.size() > MOST) {
            return Uni.createFrom().item(Problem.badRequest("body", "must be a JSON list of 1 to " + MOST));
        }
        Caller caller = Caller.of(token);
        return Multi.createFrom()
                .iterable(IntStream.range(0, entries.size()).boxed().toList())
                .onItem()
                .transformToUniAndConcatenate(index -> item(index, entries.get(index), caller))
                .collect()
                .asList()
                .map(items -> Response.ok(new Outcomes(items)).build());
    }

    private Uni<Item> item(int index, Object entry, Caller caller) {
        if (!(entry instanceof Map<?, ?> fields)) {
            return Uni.createFrom().item(Item.of(index, null, Problem.badRequest("body", "must be an object")));
        }
        Object order = fields.get("testOrderId");
        if (!(order instanceof String id) || !(fields.get("report") instanceof Map<?, ?> report)) {
            String wrong = order instanceof String ? "report" : "testOrderId";
            return Uni.createFrom()
                    .item(Item.of(index, order, Problem.invalid(List.of(new FieldError(wrong, "is missing")))));
        }
        return recordReport
                .record(ReportResource.uuid(id), caller, Submission.of(ReportResource.uuid(id), report))
                .map(result -> Item.of(index, order, ReportResource.answer(result)));
    }
}
