package org.importsafety.refund.interest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.access.Audit;
import org.importsafety.refund.interest.InterestPayment.Step;
import org.jboss.logging.Logger;

/** An officer says that the interest of a late refund was paid. The payment itself is made elsewhere: by who owes it. */
@ApplicationScoped
class PayInterest {
    private static final Logger LOG = Logger.getLogger(PayInterest.class);
    private static final String ACTION = "INTEREST_PAID";

    private final SqlWork work;
    private final InterestPayments payments;
    private final Audit audit;
    private final Clock clock;

    PayInterest(Pool pool, Messaging messaging, InterestPayments payments, Audit audit, Clock clock) {
        work = new SqlWork(pool, messaging);
        this.payments = payments;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param amount minor units @return null when no interest is owed of the refund in this case */
    Uni<Step> pay(String caseId, UUID refundId, String reference, long amount, String by) {
        var asked = new InterestPayment(reference, amount, by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return work.run((connection, outbox) -> payments.lock(connection, caseId, refundId, reference)
                .chain(locked -> {
                    if (locked == null) {
                        return Uni.createFrom().nullItem();
                    }
                    Step step = InterestPayment.pay(locked.owed(), locked.paid(), locked.known(), asked);
                    if (step instanceof Step.Refused refused) {
                        return note(connection, refundId, asked, "REFUSED", ACTION + ": " + refused.why())
                                .replaceWith(step);
                    }
                    return ((Step.Taken) step).isNew()
                            ? payments.add(connection, refundId, asked)
                                    .chain(() -> note(connection, refundId, asked, ACTION, amount + ": " + reference))
                                    .invoke(() -> LOG.infof("Refund %s: interest of %d is paid", refundId, amount))
                                    .replaceWith(step)
                            : Uni.createFrom().item(step);
                }));
    }

    private Uni<Void> note(
            SqlConnection connection, UUID refundId, InterestPayment asked, String action, String detail) {
        return audit.note(connection, asked.at(), asked.by(), action, "refunds/" + refundId, detail);
    }
}
