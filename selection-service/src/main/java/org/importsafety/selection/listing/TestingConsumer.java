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
import org.importsafety.messaging.Received;
import org.importsafety.messaging.Reception;
import org.importsafety.selection.campaign.TakeNextRank;

/** Which listings are being tested, and which of them cannot be. */
@ApplicationScoped
class TestingConsumer {
    private final Reception reception;
    private final Standings standings;
    private final TakeNextRank takeNextRank;
    private final Handlers handlers;

    TestingConsumer(Reception reception, Standings standings, TakeNextRank takeNextRank) {
        this.reception = reception;
        this.standings = standings;
        this.takeNextRank = takeNextRank;
        this.handlers = Handlers.none()
                .on(TestOrdered.class, standings::ordered)
                .on(
                        TestOrderRefused.class,
                        refused -> standings.ended(refused.event().testOrderId()))
                .on(
                        TestReassigned.class,
                        reassigned -> standings.ended(reassigned.event().testOrderId()))
                .on(TestUnroutable.class, this::unroutable);
    }

    private Uni<Void> unroutable(Received<TestUnroutable> received) {
        TestUnroutable event = received.event();
        Uni<Void> ended = standings.ended(event.testOrderId());
        return event.reason().equals("SAMPLE_UNAVAILABLE")
                ? ended.chain(() -> takeNextRank.insteadOf(received, event.caseId()))
                : ended;
    }

    @Incoming("testing")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one("testing", record, handlers);
    }
}
