package org.importsafety.enforcement.access;

import java.util.ArrayList;
import java.util.List;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.TextField;

/** What a person decides, and why, as it is sent. */
public record DecisionBody(String decision, String reason) {
    /** @param outcomes what can be decided */
    public List<FieldError> errors(List<String> outcomes) {
        List<FieldError> errors = new ArrayList<>();
        if (!outcomes.contains(decision)) {
            errors.add(new FieldError("decision", "must be one of " + outcomes));
        }
        errors.addAll(TextField.required("reason", reason));
        return errors;
    }
}
