package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.report.KeepDocument.Result;

/** The signed document of a report, as a file. */
@Path("/test-orders/{id}/reports/{reportNo}/{revision}/document")
class DocumentResource {
    private static final String PDF = "application/pdf";

    private final KeepDocument keepDocument;
    private final JsonWebToken token;

    DocumentResource(KeepDocument keepDocument, JsonWebToken token) {
        this.keepDocument = keepDocument;
        this.token = token;
    }

    record StoredDocument(String reportNo, int revision, String sha256, Instant storedAt) {}

    @PUT
    @RolesAllowed({"lab", "officer"})
    @Consumes({PDF, MediaType.APPLICATION_OCTET_STREAM})
    public Uni<Response> put(
            String id,
            String reportNo,
            int revision,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            byte[] content) {
        if (content == null || content.length == 0) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        String mediaType = type.getType() + "/" + type.getSubtype();
        return keepDocument
                .store(
                        new RecordedReport(ReportResource.uuid(id), reportNo, revision),
                        Caller.of(token),
                        mediaType,
                        content)
                .map(DocumentResource::answer);
    }

    @GET
    @RolesAllowed({"lab", "officer", "auditor"})
    public Uni<Response> get(String id, String reportNo, int revision) {
        boolean auditor = token.getGroups().contains("auditor");
        return keepDocument
                .find(new RecordedReport(ReportResource.uuid(id), reportNo, revision), Caller.of(token), auditor)
                .map(DocumentResource::answer);
    }

    private static Response answer(Result result) {
        if (result instanceof Result.Stored stored) {
            ReportRow report = stored.report();
            return Response.status(stored.isNew() ? 201 : 200)
                    .entity(new StoredDocument(
                            report.id.reportNo(), report.id.revision(), report.documentSha256, report.documentStoredAt))
                    .build();
        }
        if (result instanceof Result.Found found) {
            return file(found.document());
        }
        if (result instanceof Result.OtherFile other) {
            return Problem.invalid(List.of(new FieldError(
                    "documentSha256",
                    "is " + other.expected() + " in the report, but the file's SHA-256 is " + other.actual())));
        }
        return result instanceof Result.NotThere no
                ? ReportResource.notThere(no.why())
                : Problem.status(404, "The report has no document yet");
    }

    /** Always to be saved, never shown: what is in the file is a laboratory's. */
    private static Response file(DocumentRow document) {
        String name = (document.id.lab() + "-" + document.id.reportNo() + "-" + document.id.revision())
                .replaceAll("[^A-Za-z0-9._-]", "_");
        return Response.ok(document.content, document.mediaType)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + (document.mediaType.equals(PDF) ? ".pdf" : ".bin") + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
