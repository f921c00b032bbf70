package org.importsafety.testing.lab;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.testing.lab.Lab.Capability;

/** The laboratories, in one session. */
public final class Labs {
    private final Mutiny.Session session;

    public Labs(Mutiny.Session session) {
        this.session = session;
    }

    /** Alone with all of them until the transaction ends, so that instances place their orders one after the other. */
    public Uni<List<Lab>> lockAll() {
        return session.createQuery("from LabRow order by code", LabRow.class)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList()
                .chain(this::withCapabilities);
    }

    Uni<List<Lab>> page(String after, int count) {
        return session.createQuery("from LabRow where code > :after order by code", LabRow.class)
                .setParameter("after", after)
                .setMaxResults(count)
                .getResultList()
                .chain(this::withCapabilities);
    }

    /** Alone with it until the transaction ends. @return null where there is none */
    Uni<Lab> lock(String code) {
        return session.find(LabRow.class, code, LockMode.PESSIMISTIC_WRITE)
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : withCapabilities(List.of(row)).map(labs -> labs.get(0)));
    }

    /** Adds it, or replaces it; then its row is locked. */
    Uni<Void> put(Lab lab) {
        return session.find(LabRow.class, lab.code()).chain(there -> {
            LabRow row = there == null ? new LabRow() : there;
            row.set(lab);
            Uni<Void> stored =
                    there == null ? session.persist(row) : Uni.createFrom().voidItem();
            return stored.chain(session::flush)
                    .chain(() -> session.createMutationQuery("delete from CapabilityRow where lab = :lab")
                            .setParameter("lab", lab.code())
                            .executeUpdate())
                    .chain(() -> session.persistAll(lab.capabilities().stream()
                            .map(scope -> new CapabilityRow(lab.code(), scope))
                            .toArray()))
                    .chain(session::flush);
        });
    }

    private Uni<List<Lab>> withCapabilities(List<LabRow> labs) {
        return session.createQuery("from CapabilityRow order by id", CapabilityRow.class)
                .getResultList()
                .map(rows -> {
                    Map<String, List<Capability>> scopes = rows.stream()
                            .collect(Collectors.groupingBy(
                                    row -> row.lab,
                                    Collectors.mapping(CapabilityRow::toCapability, Collectors.toList())));
                    return labs.stream()
                            .map(lab -> lab.toLab(scopes.getOrDefault(lab.code, List.of())))
                            .toList();
                });
    }
}

@Entity
@Table(name = "lab")
class LabRow {
    @Id
    String code;

    String name;
    String contact;
    Integer capacity;
    boolean suspended;

    void set(Lab lab) {
        code = lab.code();
        name = lab.name();
        contact = lab.contact();
        capacity = lab.capacity();
        suspended = lab.suspended();
    }

    Lab toLab(List<Capability> capabilities) {
        return new Lab(code, name, contact, capacity, suspended, capabilities);
    }
}

@Entity
@Table(name = "lab_capability")
class CapabilityRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String lab;
    String category;
    String item;
    String method;

    @Column(name = "valid_from")
    LocalDate from;

    @Column(name = "valid_to")
    LocalDate to;

    CapabilityRow() {}

    CapabilityRow(String lab, Capability capability) {
        this.lab = lab;
        category = capability.category();
        item = capability.item();
        method = capability.method();
        from = capability.from();
        to = capability.to();
    }

    Capability toCapability() {
        return new Capability(category, item, method, from, to);
    }
}
