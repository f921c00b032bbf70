package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes together what gathered while the last write was under way: batches grow with the load, nobody waits for a
 * timer, and who adds an item waits until it is written.
 */
final class Gathered<T> {
    private final Function<List<T>, Uni<?>> write;
    private List<Waiting<T>> waiting = new ArrayList<>();
    private boolean writing;

    Gathered(Function<List<T>, Uni<?>> write) {
        this.write = write;
    }

    private record Waiting<T>(T item, UniEmitter<? super Void> whenWritten) {}

    Uni<Void> add(T item) {
        return Uni.createFrom().emitter(whenWritten -> {
            synchronized (this) {
                waiting.add(new Waiting<>(item, whenWritten));
                if (writing) {
                    return;
                }
                writing = true;
            }
            writeNext();
        });
    }

    private void writeNext() {
        List<Waiting<T>> batch;
        synchronized (this) {
            if (waiting.isEmpty()) {
                writing = false;
                return;
            }
            batch = waiting;
            waiting = new ArrayList<>();
        }
        Uni.createFrom()
                .deferred(() -> write.apply(batch.stream().map(Waiting::item).toList()))
                .subscribe()
                .with(
                        written -> {
                            writeNext();
                            batch.forEach(one -> one.whenWritten().complete(null));
                        },
                        failure -> {
                            writeNext();
                            batch.forEach(one -> one.whenWritten().fail(failure));
                        });
    }
}
