package org.importsafety.dashboard.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.dashboard.board.Changes;
import org.importsafety.messaging.Reception;

/** Every topic of the programme, in batches. */
@ApplicationScoped
class ProgrammeConsumer {
    private static final String CHANNEL = "programme";

    private final Reception reception;
    private final TakeIn takeIn;
    private final Changes changes;

    ProgrammeConsumer(Reception reception, TakeIn takeIn, Changes changes) {
        this.reception = reception;
        this.takeIn = takeIn;
        this.changes = changes;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return reception.batch(CHANNEL, records, takeIn).invoke(changes::ring);
    }
}
