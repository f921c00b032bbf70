package org.importsafety.testing.report;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.importsafety.events.Nonconformity;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.report.RecordReport.Result;
import org.importsafety.testing.report.RecordedReport.Refusal;
import org.importsafety.testing.report.Verdict.Outcome;

/**
 * Where reports come in. The body is taken as text, because a wrong field is told only to the laboratory whose order it
 * is: 401, 400, 404, 403, 422, and then what the report comes to.
 */
@Path("/test-orders/{id}/reports")
class ReportResource {
    private static final String FHIR = "application/fhir+json";
    private static final String CSV = "text/csv";

    private final RecordReport recordReport;
    private final JsonWebToken token;

    ReportResource(RecordReport recordReport, JsonWebToken token) {
        this.recordReport = recordReport;
        this.token = token;
    }

    record Answer(
            UUID testOrderId,
            String caseId,
            String reportNo,
            int revision,
            Outcome verdict,
            String reason,
            boolean mismatch,
            boolean marginal,
            List<Nonconformity> nonconformities) {
        static Answer of(TestOrder order, ReportId id, Verdict verdict) {
            return new Answer(
                    order.id(),
                    order.caseId(),
                    id.reportNo(),
                    id.revision(),
                    verdict.outcome(),
                    verdict.reason(),
                    verdict.mismatch(),
                    verdict.marginal(),
                    verdict.nonconformities());
        }
    }

    @POST
    @Authenticated
    @Consumes({MediaType.APPLICATION_JSON, FHIR, CSV})
    public Uni<Response> post(
            String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType form,
            @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(allOf = {LabReport.class, Particulars.class})),
                                @Content(mediaType = FHIR, schema = @Schema(type = SchemaType.OBJECT)),
                                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
                            })
                    String body) {
        UUID order = uuid(id);
        return read(order, form.getType() + "/" + form.getSubtype(), body)
                .chain(submission -> submission.isEmpty()
                        ? Uni.createFrom().item(Problem.badRequest("body", unreadable(form)))
                        : recordReport
                                .record(order, Caller.of(token), submission.get())
                                .map(ReportResource::answer));
    }

    private static String unreadable(MediaType form) {
        return form.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                ? "is no JSON object"
                : "is no report of the form " + form;
    }

    private static Uni<Optional<Submission>> read(UUID order, String form, String body) {
        if (form.equals(CSV)) {
            return Uni.createFrom().item(CsvReport.read(body).map(report -> Submission.of(order, report)));
        }
        return form.equals(FHIR)
                ? offTheEventLoop(() -> FhirReport.read(body))
                        .map(report -> report.map(read -> Submission.of(order, read)))
                : Uni.createFrom().item(Submission.read(order, body));
    }

    /** On a worker thread: the first FHIR report takes a second. What follows is on the caller's context again. */
    private static <T> Uni<T> offTheEventLoop(Callable<T> work) {
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .completionStage(() -> context.executeBlocking(work, false).toCompletionStage());
    }

    static Response answer(Result result) {
        if (result instanceof Result.Recorded recorded) {
            return Response.status(recorded.isNew() ? 201 : 200)
                    .entity(Answer.of(recorded.order(), recorded.id(), recorded.verdict()))
                    .build();
        }
        if (result instanceof Result.Submitted submitted) {
            return Response.accepted(Answer.of(submitted.order(), submitted.id(), submitted.verdict()))
                    .build();
        }
        if (result instanceof Result.Invalid invalid) {
            return Problem.invalid(invalid.errors());
        }
        if (result instanceof Result.OtherContent) {
            return Problem.conflict("A report of this number and revision was recorded with other content", null);
        }
        if (result instanceof Result.Kept kept) {
            return Problem.conflict(kept.why() + "; the report was kept, but not applied", null);
        }
        return notThere(result instanceof Result.OrderNotYours ? Refusal.OTHER_LABORATORY : Refusal.NO_ORDER);
    }

    static Response notThere(Refusal why) {
        return switch (why) {
            case NO_ORDER -> Problem.status(404, "There is no such order");
            case OTHER_LABORATORY -> Problem.status(403, "The order is another laboratory's");
            case NO_REPORT -> Problem.status(404, "The order has no such report");
        };
    }

    /** @return an id that nothing has, where it is none */
    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }
}
