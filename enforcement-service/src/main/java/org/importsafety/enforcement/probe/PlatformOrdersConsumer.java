package org.importsafety.enforcement.probe;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.messaging.Reception;

@ApplicationScoped
class PlatformOrdersConsumer {
    private static final String CHANNEL = "platform-orders";

    private final Reception reception;
    private final SoldAfterBlock soldAfterBlock;

    PlatformOrdersConsumer(Reception reception, SoldAfterBlock soldAfterBlock) {
        this.reception = reception;
        this.soldAfterBlock = soldAfterBlock;
    }

    /** While nothing is blocked the lines are not even read: that is what costs, and a year's lines may come at once. */
    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return soldAfterBlock
                .isAnythingBlocked()
                .chain(blocked -> blocked
                        ? reception.batch(CHANNEL, records, soldAfterBlock)
                        : Uni.createFrom().voidItem());
    }
}
