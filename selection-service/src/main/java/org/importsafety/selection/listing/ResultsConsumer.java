package org.importsafety.selection.listing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.ResultEvent;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.ResultEvent.TestInconclusive;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.messaging.Handlers;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.Reception;
import org.importsafety.selection.listing.Standings.Verdict;

/** How the tests ended. */
@ApplicationScoped
class ResultsConsumer {
    private final Reception reception;
    private final Handlers handlers;

    ResultsConsumer(Reception reception, Standings s) {
        this.reception = reception;
        this.handlers = Handlers.none()
                .on(TestPassed.class, r -> decided(s, r, r.event().revision(), Verdict.PASS))
                .on(TestFailed.class, r -> decided(s, r, r.event().revision(), Verdict.FAIL))
                .on(TestInconclusive.class, r -> decided(s, r, r.event().revision(), Verdict.INCONCLUSIVE));
    }

    private static Uni<Void> decided(
            Standings standings, Received<? extends ResultEvent> received, int revision, Verdict verdict) {
        ResultEvent result = received.event();
        return standings.decided(result.testOrderId(), result.listingId(), verdict, revision, received.occurredAt());
    }

    @Incoming("testing-results")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one("testing-results", record, handlers);
    }
}
