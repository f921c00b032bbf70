package org.importsafety.selection.listing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.messaging.Handlers;
import org.importsafety.messaging.Reception;

/** Which listings are blocked. */
@ApplicationScoped
class EnforcementConsumer {
    private final Reception reception;
    private final Handlers handlers;

    EnforcementConsumer(Reception reception, Standings standings) {
        this.reception = reception;
        this.handlers =
                Handlers.none().on(SaleBlocked.class, standings::blocked).on(SaleUnblocked.class, standings::unblocked);
    }

    @Incoming("enforcement")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one("enforcement", record, handlers);
    }
}
