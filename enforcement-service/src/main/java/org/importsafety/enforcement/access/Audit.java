package org.importsafety.enforcement.access;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people decided and what they were refused, in the session of what was done: who, what, to which thing, why. */
public final class Audit {
    private final Mutiny.Session session;

    public Audit(Mutiny.Session session) {
        this.session = session;
    }

    /**
     * @param at programme time
     * @param actor opaque: no name of a person
     * @param action in capitals, such as REFUSED
     * @param subject what it was done to, such as blocks/ and an id
     * @param detail in words, or null
     */
    public Uni<Void> note(Instant at, String actor, String action, String subject, String detail) {
        return session.createNativeQuery("""
                        insert into audit_entry (at, actor, action, subject, detail)
                        values (:at, :actor, :action, :subject, cast(:detail as text))
                        """)
                .setParameter("at", at)
                .setParameter("actor", actor)
                .setParameter("action", action)
                .setParameter("subject", subject)
                .setParameter("detail", detail)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Newest first. @param before an entry's id; @param equal the fields that are to have a value */
    Uni<List<Entry>> page(long before, Map<String, String> equal, int count) {
        String where = equal.keySet().stream()
                .map(field -> " and " + field + " = :" + field)
                .collect(Collectors.joining());
        var query = session.createQuery(
                        "from AuditRow where id < :before" + where + " order by id desc", AuditRow.class)
                .setParameter("before", before)
                .setMaxResults(count);
        equal.forEach(query::setParameter);
        return query.getResultList()
                .map(rows -> rows.stream().map(AuditRow::toEntry).toList());
    }

    /** @param at programme time */
    record Entry(long entryId, Instant at, String actor, String action, String subject, String detail) {}
}

@Entity
@Table(name = "audit_entry")
class AuditRow {
    @Id
    @Column(name = "entry_id")
    Long id;

    Instant at;
    String actor;
    String action;
    String subject;
    String detail;

    Audit.Entry toEntry() {
        return new Audit.Entry(id, at, actor, action, subject, detail);
    }
}
