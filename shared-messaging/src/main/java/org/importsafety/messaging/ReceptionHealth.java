package org.importsafety.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a channel has been retrying for more than ten seconds: it names the channel and the trouble. */
@Readiness
@ApplicationScoped
class ReceptionHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final Reception reception;

    ReceptionHealth(Reception reception) {
        this.reception = reception;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("messaging");
        boolean up = true;
        for (var entry : reception.stuck().entrySet()) {
            var stuck = entry.getValue();
            if (Duration.between(stuck.since(), Instant.now()).compareTo(PATIENCE) > 0) {
                up = false;
                response.withData(entry.getKey(), "since " + stuck.since() + ": " + stuck.error());
            }
        }
        return response.status(up).build();
    }
}
