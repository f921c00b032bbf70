package org.importsafety.testing.access;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people did and what they were refused, in the session of what was done: who, what, to which thing, why. */
public final class Audit {
    private final Mutiny.Session session;

    public Audit(Mutiny.Session session) {
        this.session = session;
    }

    /**
     * @param at programme time
     * @param action in capitals, such as REFUSED
     * @param subject what it was done to, such as an order's id
     * @param detail in words, or null
     */
    public Uni<Void> note(Instant at, Caller who, String action, String subject, String detail) {
        return session.createNativeQuery("""
                        insert into audit_entry (at, actor, lab, action, subject, detail)
                        values (:at, :actor, cast(:lab as text), :action, :subject, cast(:detail as text))
                        """)
                .setParameter("at", at)
                .setParameter("actor", who.sub())
                .setParameter("lab", who.lab())
                .setParameter("action", action)
                .setParameter("subject", subject)
                .setParameter("detail", detail)
                .executeUpdate()
                .replaceWithVoid();
    }
}
