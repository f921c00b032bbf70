package org.importsafety.selection.sale;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.messaging.Reception;

/** The platform's order lines and their cancellations, in batches. */
@ApplicationScoped
class SalesConsumer {
    private final Reception reception;
    private final Sales sales;

    SalesConsumer(Reception reception, Sales sales) {
        this.reception = reception;
        this.sales = sales;
    }

    @Incoming("platform-orders")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return reception.batch("platform-orders", records, sales::takeIn);
    }
}
