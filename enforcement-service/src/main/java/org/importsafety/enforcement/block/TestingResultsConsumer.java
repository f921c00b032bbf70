package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.ResultEvent.TestCorrected;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.messaging.Handlers;
import org.importsafety.messaging.Reception;

@ApplicationScoped
class TestingResultsConsumer {
    private static final String CHANNEL = "testing-results";

    private final Reception reception;
    private final Handlers handlers;

    TestingResultsConsumer(
            Reception reception, BlockSale blockSale, ApplyCorrection applyCorrection, ApplyRetest applyRetest) {
        this.reception = reception;
        handlers = Handlers.none()
                .on(TestFailed.class, blockSale::block)
                .on(TestCorrected.class, applyCorrection::apply)
                .on(TestPassed.class, applyRetest::apply);
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one(CHANNEL, record, handlers);
    }
}
