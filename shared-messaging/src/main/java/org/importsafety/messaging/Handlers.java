package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.events.Event;

/** What a consumer does with which event; types without a handler are skipped. */
public final class Handlers {
    private final Map<Class<?>, Function<Received<?>, Uni<Void>>> byType;
    private final Function<ConsumerRecord<byte[], byte[]>, Uni<Void>> removal;

    private Handlers(
            Map<Class<?>, Function<Received<?>, Uni<Void>>> byType,
            Function<ConsumerRecord<byte[], byte[]>, Uni<Void>> removal) {
        this.byType = byType;
        this.removal = removal;
    }

    public static Handlers none() {
        return new Handlers(Map.of(), null);
    }

    /** @param handler its failure parks the event, unless infrastructure is in trouble: then it is called again */
    @SuppressWarnings("unchecked")
    public <E extends Event> Handlers on(Class<E> type, Function<Received<E>, Uni<Void>> handler) {
        Map<Class<?>, Function<Received<?>, Uni<Void>>> more = new HashMap<>(byType);
        more.put(type, received -> handler.apply((Received<E>) received));
        return new Handlers(more, removal);
    }

    /** @param handler of records without a value, which end a key of a compacted topic; it has to take repeats */
    public Handlers onRemoval(Function<ConsumerRecord<byte[], byte[]>, Uni<Void>> handler) {
        return new Handlers(byType, handler);
    }

    Uni<Void> handle(Received<?> received) {
        var handler = byType.get(received.event().getClass());
        return handler == null ? Uni.createFrom().voidItem() : handler.apply(received);
    }

    boolean takesRemovals() {
        return removal != null;
    }

    Uni<Void> handleRemoval(ConsumerRecord<byte[], byte[]> record) {
        return removal.apply(record);
    }
}
