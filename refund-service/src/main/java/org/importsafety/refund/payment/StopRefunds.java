package org.importsafety.refund.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;

/** Stops what the provider was not asked for yet; a refund that was sent may be paid and is left to its answer. */
@ApplicationScoped
public class StopRefunds {
    /** A case may have a million refunds: so many rows and events are in memory at a time. */
    private static final int CHUNK = 1000;

    private final Refunds refunds;
    private final Counter stopped;

    StopRefunds(Refunds refunds, MeterRegistry meters) {
        this.refunds = refunds;
        stopped = meters.counter("refunds.stopped");
    }

    /**
     * Within the caller's transaction, which keeps others from planning for the case.
     *
     * @param cause of the release: a refund that is stopped once more after a new block is another event
     * @return how many were stopped
     */
    public Uni<Long> ofCase(SqlConnection connection, Outbox outbox, Cause cause, String caseId, String reason) {
        return stop(connection, outbox, cause, caseId, reason, 0).invoke(count -> stopped.increment(count));
    }

    private Uni<Long> stop(
            SqlConnection connection, Outbox outbox, Cause cause, String caseId, String reason, long before) {
        return refunds.stop(connection, caseId, reason, CHUNK, cause.at()).chain(chunk -> {
            long soFar = before + chunk.size();
            Uni<Void> told = outbox.append(facts(chunk, cause, reason));
            return chunk.size() < CHUNK
                    ? told.replaceWith(soFar)
                    : told.chain(() -> stop(connection, outbox, cause, caseId, reason, soFar));
        });
    }

    private static List<Fact> facts(List<Refund> refunds, Cause cause, String reason) {
        return refunds.stream()
                .map(refund -> new Fact(cause.keyed(cause.key() + "|" + refund.refundId()), refund.stopped(reason)))
                .toList();
    }
}
