package org.importsafety.enforcement.access;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** What a person decides, and why, as it is sent. */
public record DecisionBody(String decision, String reason) {
    /**
     * @param body null where nothing was sent
     * @param outcomes what can be decided
     * @return what is wrong with it; null for nothing
     */
    public static Response refusal(DecisionBody body, List<String> outcomes) {
        if (body == null) {
            return Problem.badRequest("body", "is missing");
        }
        List<FieldError> errors = new ArrayList<>();
        if (!outcomes.contains(body.decision)) {
            errors.add(new FieldError("decision", "must be one of " + outcomes));
        }
        errors.addAll(TextField.required("reason", body.reason));
        return errors.isEmpty() ? null : Problem.invalid(errors);
    }
}
