package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.EnforcementEvent.AppealDecided;
import org.importsafety.events.EnforcementEvent.AppealOpened;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.messaging.Handlers;
import org.importsafety.messaging.Reception;

@ApplicationScoped
class EnforcementConsumer {
    private static final String CHANNEL = "enforcement";

    private final Reception reception;
    private final Handlers handlers;

    EnforcementConsumer(Reception reception, OpenCase openCase, ReleaseCase releaseCase, HoldCase holdCase) {
        this.reception = reception;
        handlers = Handlers.none()
                .on(SaleBlocked.class, openCase::open)
                .on(SaleUnblocked.class, releaseCase::release)
                .on(AppealOpened.class, holdCase::opened)
                .on(AppealDecided.class, holdCase::decided);
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one(CHANNEL, record, handlers);
    }
}
