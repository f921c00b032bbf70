package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.Chase.Missed;
import org.importsafety.events.Recorded;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.SessionWork;
import org.jboss.logging.Logger;

/**
 * The job that finds blocks which the platform has not confirmed in time, tells so and asks again, a batch a transaction.
 * Runs in every instance; each deadline is missed once.
 */
@ApplicationScoped
class ChaseBlocks {
    private static final Logger LOG = Logger.getLogger(ChaseBlocks.class);
    private static final int BATCH = 100;

    private final SessionWork work;
    private final DueBlocks due;
    private final Blocks blocks;
    private final Chase chase;
    private final Clock clock;
    private final MeterRegistry meters;

    ChaseBlocks(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            DueBlocks due,
            Blocks blocks,
            Chase chase,
            Clock clock,
            MeterRegistry meters) {
        this.work = new SessionWork(sessions, messaging);
        this.due = due;
        this.blocks = blocks;
        this.chase = chase;
        this.clock = clock;
        this.meters = meters;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return chaseAll()
                .onFailure()
                .invoke(failure -> LOG.warnf("Overdue blocks wait, trying again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> chaseAll() {
        return chaseSome().chain(found -> found < BATCH ? Uni.createFrom().voidItem() : chaseAll());
    }

    private Uni<Integer> chaseSome() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return work.run((session, outbox) -> due.lock(session, now, BATCH).chain(rows -> chased(outbox, rows, now)))
                .invoke(all -> all.forEach(this::told))
                .map(List::size);
    }

    private Uni<List<Missed>> chased(Outbox outbox, List<BlockRow> rows, Instant now) {
        List<Missed> all = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        for (BlockRow row : rows) {
            Missed missed =
                    chase.missed(blocks.statement(row), row.respondBy, row.answer, row.note, row.missedDeadlines, now);
            Cause cause = Cause.of("deadline|" + row.blockId + "|" + row.respondBy, now);
            Cause again = cause.because(Recorded.id(missed.overdue().type(), cause.key()));
            row.missed(missed);
            blocks.restate(row, missed.again());
            facts.add(new Fact(cause, missed.overdue()));
            facts.add(new Fact(again, missed.again()));
            facts.add(new Fact(again, Block.listed(missed.again())));
            all.add(missed);
        }
        return outbox.append(facts).replaceWith(all);
    }

    /** After the commit. */
    private void told(Missed missed) {
        var overdue = missed.overdue();
        meters.counter("enforcement.blocks", "status", "overdue").increment();
        if (overdue.escalatedTo() != null) {
            meters.counter("enforcement.escalations", "to", overdue.escalatedTo())
                    .increment();
        }
        LOG.warnf(
                "%s: not confirmed by %s (%s), deadline missed %d times, taken to %s; asked again, attempt %d",
                overdue.caseId(),
                overdue.at(),
                overdue.status(),
                missed.missed(),
                overdue.escalatedTo(),
                missed.again().attempt());
    }
}
