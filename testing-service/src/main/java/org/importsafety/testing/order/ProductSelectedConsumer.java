package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.SelectionEvent.ProductSelected;
import org.importsafety.messaging.Handlers;
import org.importsafety.messaging.Reception;

@ApplicationScoped
class ProductSelectedConsumer {
    private final Reception reception;
    private final Handlers handlers;

    ProductSelectedConsumer(Reception reception, OrderTests orderTests) {
        this.reception = reception;
        handlers = Handlers.none().on(ProductSelected.class, orderTests::order);
    }

    @Incoming("selection")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one("selection", record, handlers);
    }
}
