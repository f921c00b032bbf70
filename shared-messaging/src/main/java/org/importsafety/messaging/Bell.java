package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Wakes one waiting job early. A ring while nobody waits is kept; one that is missed costs a poll, no more. */
public final class Bell {
    private final AtomicReference<CompletableFuture<Void>> next = new AtomicReference<>(new CompletableFuture<>());

    public void ring() {
        next.get().complete(null);
    }

    /** Completes at the next ring, or when the time is over. */
    public Uni<Void> await(Duration atMost) {
        return Uni.createFrom()
                .completionStage(() -> next.get())
                .ifNoItem()
                .after(atMost)
                .recoverWithItem((Void) null)
                .invoke(() -> next.set(new CompletableFuture<>()));
    }
}
