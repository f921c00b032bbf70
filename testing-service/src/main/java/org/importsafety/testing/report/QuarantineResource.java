package org.importsafety.testing.report;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.Page;

/** The reports that were kept, but not applied: a person decides what becomes of them. */
@Path("/quarantined-reports")
class QuarantineResource {
    private final Mutiny.SessionFactory sessions;

    QuarantineResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * @param quarantineNo in the order in which they came
     * @param document the report as it came
     */
    record QuarantinedReport(
            long quarantineNo,
            UUID testOrderId,
            String caseId,
            String lab,
            String reportNo,
            int revision,
            String reason,
            Instant receivedAt,

            @JsonRawValue @Schema(implementation = LabReport.class)
            String document) {
        static QuarantinedReport of(Object[] row) {
            return new QuarantinedReport(
                    (Long) row[0],
                    (UUID) row[1],
                    (String) row[2],
                    (String) row[3],
                    (String) row[4],
                    (Integer) row[5],
                    (String) row[6],
                    ((OffsetDateTime) row[7]).toInstant(),
                    (String) row[8]);
        }
    }

    @GET
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> list(@QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        int size = Page.limit(limit);
        long last = Page.after(after, 0);
        return sessions.withSession(session -> new Reports(session).quarantined(last, size + 1))
                .map(reports -> Response.ok(Page.of(reports, size, report -> Long.toString(report.quarantineNo())))
                        .build());
    }
}
