package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.importsafety.events.Money;
import org.importsafety.events.RefundEvent.RefundCaseHeld;
import org.importsafety.events.RefundEvent.RefundCaseResumed;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.access.Audit;
import org.importsafety.refund.cases.Payout.Question;
import org.importsafety.refund.cases.Payout.Step;
import org.importsafety.refund.payment.PayRefunds;
import org.jboss.logging.Logger;

/** A case above the limit is held until one person has asked for its payout and another one has approved it. */
@ApplicationScoped
class ApprovePayout {
    private static final Logger LOG = Logger.getLogger(ApprovePayout.class);
    private static final String REQUESTED = "PAYOUT_REQUESTED";
    private static final String APPROVED = "PAYOUT_APPROVED";

    private final SqlWork work;
    private final Cases cases;
    private final Payouts payouts;
    private final Audit audit;
    private final PayRefunds payRefunds;
    private final Clock clock;
    private final Map<String, Long> limits;

    ApprovePayout(
            Pool pool,
            Messaging messaging,
            Cases cases,
            Payouts payouts,
            Audit audit,
            PayRefunds payRefunds,
            Clock clock,
            RefundSettings settings) {
        work = new SqlWork(pool, messaging);
        this.cases = cases;
        this.payouts = payouts;
        this.audit = audit;
        this.payRefunds = payRefunds;
        this.clock = clock;
        limits = settings.approvalAbove().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        limit -> limit.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));
    }

    /** By currency, in minor units. */
    Map<String, Long> limits() {
        return limits;
    }

    /** In the transaction that lets a planned case be paid, and holds its row. */
    Uni<Void> holdIfLarge(SqlConnection connection, Outbox outbox, String caseId, String listingId) {
        if (limits.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return cases.tallies(connection, caseId).map(RefundCase::due).chain(due -> payouts.find(connection, caseId)
                .chain(known -> Payout.needed(limits, due, known)
                        ? hold(connection, outbox, caseId, listingId, due)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> hold(SqlConnection connection, Outbox outbox, String caseId, String listingId, List<Money> due) {
        Decision held = decision(Payout.RULE, "two people approve the payout of " + words(due));
        return payouts.setAwaits(connection, caseId, true).chain(isNew -> {
            if (!isNew) {
                return Uni.createFrom().voidItem();
            }
            LOG.infof("%s: waits, %s", caseId, held.reason());
            return outbox.append(
                    Cause.of("payout|" + caseId + "|" + held.at(), held.at()),
                    new RefundCaseHeld(caseId, listingId, held.by(), held.reason()));
        });
    }

    /** @return null when there is no such case, as of approve */
    Uni<Step> request(String caseId, String reason, String by) {
        Decision asked = decision(by, reason);
        return act(caseId, REQUESTED, asked, (question, known) -> Payout.request(question, known, asked));
    }

    /** @param reason null where the approver gives none */
    Uni<Step> approve(String caseId, String reason, String by) {
        Decision approval = decision(by, reason);
        return act(caseId, APPROVED, approval, (question, known) -> Payout.approve(question, known, approval))
                .invoke(payRefunds::wake);
    }

    private Uni<Step> act(String caseId, String action, Decision who, BiFunction<Question, Payout, Step> rule) {
        return work.run((connection, outbox) -> payouts.lock(connection, caseId)
                .chain(locked -> locked == null
                        ? Uni.createFrom().nullItem()
                        : cases.tallies(connection, caseId)
                                .map(RefundCase::due)
                                .chain(due -> payouts.find(connection, caseId)
                                        .map(known -> rule.apply(new Question(limits, locked.awaits(), due), known)))
                                .call(step ->
                                        take(connection, outbox, caseId, locked.listingId(), action, who, step))));
    }

    private Uni<Void> take(
            SqlConnection connection,
            Outbox outbox,
            String caseId,
            String listingId,
            String action,
            Decision who,
            Step step) {
        if (!(step instanceof Step.Taken taken)) {
            String why = step instanceof Step.Refused refused ? refused.why() : "the same person asked for it";
            return note(connection, caseId, who, "REFUSED", action + ": " + why);
        }
        if (!taken.isNew()) {
            return Uni.createFrom().voidItem();
        }
        String detail = words(taken.payout().amounts()) + (who.reason() == null ? "" : ": " + who.reason());
        Uni<Void> written = payouts.put(connection, caseId, taken.payout())
                .chain(() -> note(connection, caseId, who, action, detail));
        return taken.payout().approved() == null
                ? written
                : written.chain(() -> payouts.setAwaits(connection, caseId, false))
                        .chain(() -> outbox.append(
                                Cause.of("payout|" + caseId + "|" + who.at(), who.at()),
                                new RefundCaseResumed(
                                        caseId,
                                        listingId,
                                        who.by(),
                                        "payout approved of "
                                                + words(taken.payout().amounts()))));
    }

    private Uni<Void> note(SqlConnection connection, String caseId, Decision who, String action, String detail) {
        return audit.note(connection, who.at(), who.by(), action, "refund-cases/" + caseId, detail);
    }

    private static String words(List<Money> amounts) {
        return amounts.stream()
                .map(sum -> sum.amount() + " " + sum.currency())
                .collect(Collectors.joining(", ", "", " (minor units)"));
    }

    private Decision decision(String by, String reason) {
        return new Decision(by, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
