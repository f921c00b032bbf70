package org.importsafety.enforcement.block;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.enforcement.EnforcementSettings;
import org.importsafety.enforcement.block.Escalation.Level;

/** The rules of deadlines as they are set; a setting that makes no sense keeps the service from starting. */
@ApplicationScoped
class ChaseRules {
    @Produces
    @Singleton
    Deadline deadline(EnforcementSettings settings) {
        return new Deadline(settings.respondWithin(), settings.respondWithinAtMost(), WorkingDays::isWorkedOn);
    }

    @Produces
    @Singleton
    Chase chase(Deadline deadline, EnforcementSettings settings) {
        Map<Level, Integer> after = settings.escalation().entrySet().stream()
                .collect(Collectors.toMap(step -> Level.valueOf(step.getKey()), Map.Entry::getValue));
        return new Chase(deadline, new Escalation(after));
    }
}
