package org.importsafety.testing.access;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
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

    /** Newest first. @param before an entry's id; each of the others may be null: then it does not matter */
    Uni<List<Entry>> page(long before, String subject, String action, String actor, int count) {
        String where = "id < :before" + (subject == null ? "" : " and subject = :subject")
                + (action == null ? "" : " and action = :action")
                + (actor == null ? "" : " and actor = :actor");
        var query = session.createQuery("from AuditRow where " + where + " order by id desc", AuditRow.class)
                .setParameter("before", before)
                .setMaxResults(count);
        if (subject != null) {
            query.setParameter("subject", subject);
        }
        if (action != null) {
            query.setParameter("action", action);
        }
        if (actor != null) {
            query.setParameter("actor", actor);
        }
        return query.getResultList()
                .map(rows -> rows.stream().map(AuditRow::toEntry).toList());
    }

    /** @param at programme time */
    record Entry(long entryId, Instant at, String actor, String lab, String action, String subject, String detail) {}
}

@Entity
@Table(name = "audit_entry")
class AuditRow {
    @Id
    @Column(name = "entry_id")
    Long id;

    Instant at;
    String actor;
    String lab;
    String action;
    String subject;
    String detail;

    Audit.Entry toEntry() {
        return new Audit.Entry(id, at, actor, lab, action, subject, detail);
    }
}
