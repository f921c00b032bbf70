package org.importsafety.refund.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** How many refunds are on their way, and how many a person has to look at, for whoever watches the service. */
@ApplicationScoped
class UnpaidGauge {
    private final Refunds refunds;
    private final AtomicLong unpaid;
    private final AtomicLong manual;

    UnpaidGauge(Refunds refunds, MeterRegistry meters) {
        this.refunds = refunds;
        unpaid = meters.gauge("refunds.unpaid", new AtomicLong());
        manual = meters.gauge("refunds.manual", new AtomicLong());
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return refunds.counts()
                .invoke(counts -> {
                    unpaid.set(counts.unpaid());
                    manual.set(counts.manual());
                })
                .onFailure()
                .recoverWithNull() // the last figure stands while the database is away
                .replaceWithVoid();
    }
}
