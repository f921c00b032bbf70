package org.importsafety.refund.purchase;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.messaging.Reception;

@ApplicationScoped
class PlatformOrdersConsumer {
    private static final String CHANNEL = "platform-orders";

    private final Reception reception;
    private final TakeInOrders takeInOrders;

    PlatformOrdersConsumer(Reception reception, TakeInOrders takeInOrders) {
        this.reception = reception;
        this.takeInOrders = takeInOrders;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return reception.batch(CHANNEL, records, takeInOrders);
    }
}
