package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A use case's transactions on Hibernate Reactive: the change and its events, or neither. The messaging tables are
 * written by native statements of the same session, which is the only way onto its connection.
 */
public final class SessionWork {
    private final Mutiny.SessionFactory sessions;
    private final Messaging messaging;

    public SessionWork(Mutiny.SessionFactory sessions, Messaging messaging) {
        this.sessions = sessions;
        this.messaging = messaging;
    }

    /** One transaction; the relay is woken after its commit. */
    public <T> Uni<T> run(BiFunction<Mutiny.Session, Outbox, Uni<T>> work) {
        return sessions.withTransaction(
                        (session, transaction) -> work.apply(session, messaging.outbox(statements(session))))
                .invoke(messaging::committed);
    }

    /** One transaction that first notes the event as taken in: the second time nothing happens. */
    public Uni<Void> once(Received<?> received, BiFunction<Mutiny.Session, Outbox, Uni<Void>> work) {
        return run((session, outbox) -> statements(session)
                .firstTime(received)
                .chain(first ->
                        first ? work.apply(session, outbox) : Uni.createFrom().voidItem()));
    }

    private static Statements statements(Mutiny.Session session) {
        return (sql, parameters) -> {
            var query = session.createNativeQuery(sql.replace('$', '?'));
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            return query.executeUpdate();
        };
    }
}
