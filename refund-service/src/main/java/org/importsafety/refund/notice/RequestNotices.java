package org.importsafety.refund.notice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.importsafety.events.RefundEvent.BuyerNoticeRequested;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Job;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.cases.RefundCase;
import org.importsafety.refund.notice.Notices.Addressed;
import org.importsafety.refund.notice.Recalls.Locked;
import org.importsafety.refund.notice.Wording.Draft;
import org.importsafety.refund.notice.Wording.Text;
import org.jboss.logging.Logger;

/**
 * The job that finds the buyers of open cases and asks the platform to tell them, one transaction a step. Nobody is told
 * before the orders feed is read to its end as of the block: an order might still turn out to be cancelled. Then nothing
 * holds it up, no appeal either: it is about safety. Instances share the work case by case.
 */
@ApplicationScoped
class RequestNotices {
    private static final Logger LOG = Logger.getLogger(RequestNotices.class);
    /** So many texts are in memory at a time. */
    private static final int CHUNK = 1000;

    private final SqlWork work;
    private final Recalls recalls;
    private final Notices notices;
    private final Wording wording;
    private final Clock clock;
    private final Counter requested;
    private final Job job;

    RequestNotices(
            Pool pool,
            Messaging messaging,
            Recalls recalls,
            Notices notices,
            Wording wording,
            Clock clock,
            RefundSettings settings,
            MeterRegistry meters) {
        work = new SqlWork(pool, messaging);
        this.recalls = recalls;
        this.notices = notices;
        this.wording = wording;
        this.clock = clock;
        this.job = new Job("Notices", settings.poll(), () -> advanceAll().replaceWith(false));
        requested = meters.counter("notices.requested");
    }

    void start(@Observes StartupEvent event) {
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    private Uni<Void> advanceAll() {
        return recalls.waiting()
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(this::advance)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> advance(String caseId) {
        return work.run((connection, outbox) -> recalls.lock(connection, caseId)
                        .chain(locked -> locked == null ? none() : next(connection, outbox, locked)))
                .invoke(told -> requested.increment(told));
    }

    /** @return how many notices were asked for */
    private Uni<Integer> next(SqlConnection connection, Outbox outbox, Locked locked) {
        Recall recall = locked.recall();
        if (!locked.seenAll()) {
            return recalls.noteChunk(connection, recall.caseId())
                    .invoke(job::wake)
                    .replaceWith(0);
        }
        if (!locked.whole()) {
            return none();
        }
        Instant now = clock.instant();
        return notices.request(connection, recall.caseId(), CHUNK, now)
                .call(addressed -> outbox.append(facts(recall, addressed, now)))
                .map(List::size)
                .invoke(count -> {
                    LOG.infof("%s: %d buyers are told", recall.caseId(), count);
                    job.wake();
                });
    }

    private List<Fact> facts(Recall recall, List<Addressed> addressed, Instant now) {
        Map<Language, Draft> drafts = new EnumMap<>(Language.class);
        return addressed.stream()
                .map(buyer -> new Fact(
                        Cause.of(buyer.noticeId().toString(), now).because(RefundCase.openedEventId(recall.caseId())),
                        notice(
                                buyer,
                                drafts.computeIfAbsent(buyer.language(), language -> wording.draft(recall, language)))))
                .toList();
    }

    private BuyerNoticeRequested notice(Addressed buyer, Draft draft) {
        Text text = wording.recall(draft, buyer.bought());
        return new BuyerNoticeRequested(
                draft.recall().caseId(),
                buyer.noticeId().toString(),
                draft.recall().listingId(),
                buyer.buyerRef(),
                Wording.RECALL,
                buyer.language().code(),
                text.title(),
                text.text(),
                buyer.bought().amounts());
    }

    private static Uni<Integer> none() {
        return Uni.createFrom().item(0);
    }
}
