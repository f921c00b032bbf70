package org.importsafety.selection.listing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.ResultEvent.TestCorrected;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.ResultEvent.TestInconclusive;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.messaging.Handlers;
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
                .on(TestPassed.class, passed -> s.decided(passed, Verdict.PASS))
                .on(TestFailed.class, failed -> s.decided(failed, Verdict.FAIL))
                .on(TestInconclusive.class, open -> s.decided(open, Verdict.INCONCLUSIVE))
                .on(
                        TestCorrected.class,
                        corrected -> s.decided(
                                corrected, Verdict.valueOf(corrected.event().verdict())));
    }

    @Incoming("testing-results")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return reception.one("testing-results", record, handlers);
    }
}
