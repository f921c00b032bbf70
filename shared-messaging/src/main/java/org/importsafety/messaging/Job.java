package org.importsafety.messaging;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What a service does by itself, in rounds, one after the other, from its start to its end. A round that fails is told, and
 * the next one tries again; where there is nothing left to do the job rests until the next poll, or until it is woken.
 */
public final class Job {
    private static final Logger LOG = Logger.getLogger(Job.class);

    private final String waiting;
    private final Duration poll;
    private final Supplier<Uni<Boolean>> round;
    private final Bell bell = new Bell();
    private Cancellable running = () -> {};

    /**
     * @param waiting what waits while rounds fail, for the log
     * @param round whether there may be more to do at once
     */
    public Job(String waiting, Duration poll, Supplier<Uni<Boolean>> round) {
        this.waiting = waiting;
        this.poll = poll;
        this.round = round;
    }

    public void start() {
        running = Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .deferred(() -> round.get())
                        .onFailure()
                        .invoke(failure -> LOG.warnf("%s wait, trying again: %s", waiting, failure))
                        .onFailure()
                        .recoverWithItem(false)
                        .chain(more -> more ? Uni.createFrom().voidItem() : bell.await(poll)))
                .indefinitely()
                .subscribe()
                .with(ignored -> {});
    }

    /** There may be something to do: look now instead of at the next poll. */
    public void wake() {
        bell.ring();
    }

    public void stop() {
        running.cancel();
    }
}
