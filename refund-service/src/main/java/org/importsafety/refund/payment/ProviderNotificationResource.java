package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.importsafety.refund.payment.RecordAnswers.Answered;
import org.importsafety.refund.payment.Refund.State;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;

/** The provider tells an outcome by itself. Telling it again, or late, changes nothing. */
@Path("/provider-notifications")
class ProviderNotificationResource {
    private final RecordAnswers recordAnswers;

    ProviderNotificationResource(RecordAnswers recordAnswers) {
        this.recordAnswers = recordAnswers;
    }

    record Notification(UUID refundRequestId, Answer.Status status, String providerRef, String code) {}

    /** The refund as it stands after the notification. */
    record Noted(UUID refundRequestId, State state) {}

    @POST
    @RolesAllowed("provider")
    public Uni<Response> take(Notification notification) {
        if (notification == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "missing"));
        }
        List<FieldError> errors = new ArrayList<>();
        if (notification.refundRequestId() == null) {
            errors.add(new FieldError("refundRequestId", "missing"));
        }
        if (notification.status() == null) {
            errors.add(new FieldError("status", "missing"));
        }
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        UUID id = notification.refundRequestId();
        Answer answer = Answer.of(notification.status(), notification.code(), notification.providerRef(), null);
        return recordAnswers
                .record(List.of(new Answered(id, answer)))
                .map(states -> states.containsKey(id)
                        ? Response.ok(new Noted(id, states.get(id))).build()
                        : Problem.status(404, "No refund " + id));
    }
}
