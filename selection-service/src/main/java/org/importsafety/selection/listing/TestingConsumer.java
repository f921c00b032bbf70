package org.importsafety.selection.listing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.TestingEvent.TestOrderRefused;
import org.importsafety.events.TestingEvent.TestOrdered;
import org.importsafety.events.TestingEvent.TestReassigned;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.messaging.Handlers;
import org.importsafety.messaging.Reception;

/** Which listings are being tested. */
@ApplicationScoped
class TestingConsumer {
    private final Reception reception;
    private final Handlers handlers;

    TestingConsumer(Reception reception, Standings standings) {
        this.reception = reception;
        this.handlers = Handlers.none()
                .on(TestOrdered.class, standings::ordered)
                .on(
                        TestOrderRefused.class,
                        refused -> standings.ended(refused.event().testOrderId()))
                .on(
                        TestReassigned.class,
                        reassigned -> standings.ended(reassigned.event().testOrderId()))
                .on(TestUnroutable.class, given -> standings.ended(given.event().testOrderId()));
    }

    @Incoming("testing")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one("testing", record, handlers);
    }
}
