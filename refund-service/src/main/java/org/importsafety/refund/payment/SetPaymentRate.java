package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.importsafety.refund.access.Audit;

/** An officer says how fast the provider is asked, for all cases; it wins over the setting and survives a restart. */
@ApplicationScoped
class SetPaymentRate {
    private final Pool pool;
    private final PaymentRate rate;
    private final Audit audit;
    private final Clock clock;

    SetPaymentRate(Pool pool, PaymentRate rate, Audit audit, Clock clock) {
        this.pool = pool;
        this.rate = rate;
        this.audit = audit;
        this.clock = clock;
    }

    /** The same once more changes nothing. @param perSecond 0: as fast as it goes */
    Uni<PaymentRate.Shown> set(int perSecond, String reason, String by) {
        var asked = new PaymentRate.Shown(perSecond, by, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return pool.withTransaction(connection -> rate.lock(connection)
                .chain(known -> known.perSecond() == perSecond && reason.equals(known.reason())
                        ? Uni.createFrom().item(known)
                        : rate.set(connection, asked)
                                .chain(() -> audit.note(
                                        connection,
                                        asked.since(),
                                        by,
                                        "PAYMENT_RATE_SET",
                                        "payments/rate",
                                        perSecond + " a second: " + reason))
                                .replaceWith(asked)));
    }
}
