package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.BlockReportEvent.BlockReported;
import org.importsafety.messaging.Handlers;
import org.importsafety.messaging.Reception;

@ApplicationScoped
class PlatformBlockReportsConsumer {
    private static final String CHANNEL = "platform-block-reports";

    private final Reception reception;
    private final Handlers handlers;

    PlatformBlockReportsConsumer(Reception reception, RecordAnswer recordAnswer) {
        this.reception = reception;
        handlers = Handlers.none().on(BlockReported.class, recordAnswer::reported);
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one(CHANNEL, record, handlers);
    }
}
