package org.importsafety.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a use case needs of messaging beside its own transaction: injected, and handed to its work. */
@ApplicationScoped
public class Messaging {
    private final Relay relay;
    private final String service;

    Messaging(Relay relay, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.relay = relay;
        this.service = service;
    }

    Outbox outbox(Statements statements) {
        return new Outbox(statements, service);
    }

    void committed() {
        relay.wake();
    }

    String service() {
        return service;
    }
}
