package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.BlockListEvent.BlockListed;
import org.importsafety.messaging.Handlers;
import org.importsafety.messaging.Reception;

/** Our own list, read back. */
@ApplicationScoped
class EnforcementBlockListConsumer {
    private static final String CHANNEL = "enforcement-block-list";

    private final Reception reception;
    private final Handlers handlers;

    EnforcementBlockListConsumer(Reception reception, GuardBlockList guard) {
        this.reception = reception;
        handlers = Handlers.none().on(BlockListed.class, guard::listed).onRemoval(guard::removed);
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one(CHANNEL, record, handlers);
    }
}
