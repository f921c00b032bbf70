package org.importsafety.testing.standard;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** The plan versions, in one session. */
public final class Plans {
    private final Mutiny.Session session;

    public Plans(Mutiny.Session session) {
        this.session = session;
    }

    /**
     * Every version of the plans that ever were for a category, none of which changes until the transaction ends: an
     * order may pin any of them.
     */
    public Uni<Timetable> heldFor(String category) {
        return session.createQuery(
                        "from PlanVersionRow where id.plan in (select other.id.plan from PlanVersionRow other"
                                + " where array_contains(other.categories, :category)) order by id.plan, id.version",
                        PlanVersionRow.class)
                .setParameter("category", category)
                .setLockMode(LockMode.PESSIMISTIC_READ)
                .getResultList()
                .chain(this::withLimits)
                .map(Timetable::new);
    }

    /** @return null where there is none */
    public Uni<PlanVersion> find(String plan, int version) {
        return session.find(PlanVersionRow.class, new PlanVersionId(plan, version))
                .chain(row -> row == null ? Uni.createFrom().nullItem() : withLimits(row));
    }

    /** Alone with it until the transaction ends. @return null where there is none */
    Uni<PlanVersion> lock(String plan, int version) {
        return session.find(PlanVersionRow.class, new PlanVersionId(plan, version), LockMode.PESSIMISTIC_WRITE)
                .chain(row -> row == null ? Uni.createFrom().nullItem() : withLimits(row));
    }

    /** Nobody else puts a version until the transaction ends; orders are placed meanwhile. */
    Uni<Void> putAlone() {
        return session.createNativeQuery("lock table plan_version in share row exclusive mode")
                .executeUpdate()
                .replaceWithVoid();
    }

    /** All there are. */
    Uni<Timetable> timetable() {
        return session.createQuery("from PlanVersionRow", PlanVersionRow.class)
                .getResultList()
                .chain(this::withLimits)
                .map(Timetable::new);
    }

    /** In the order of plan and version, after one of them. */
    Uni<List<PlanVersion>> page(String afterPlan, int afterVersion, int count) {
        return session.createQuery(
                        "from PlanVersionRow where id.plan > :plan or id.plan = :plan and id.version > :version"
                                + " order by id.plan, id.version",
                        PlanVersionRow.class)
                .setParameter("plan", afterPlan)
                .setParameter("version", afterVersion)
                .setMaxResults(count)
                .getResultList()
                .chain(this::withLimits);
    }

    Uni<Boolean> isUsed(String plan, int version) {
        return session.createNativeQuery(
                        "select exists (select 1 from test_order where plan = :plan and plan_version = :version)",
                        Boolean.class)
                .setParameter("plan", plan)
                .setParameter("version", version)
                .getSingleResult();
    }

    Uni<Void> add(PlanVersion version) {
        Object[] rows = IntStream.range(0, version.limits().size())
                .mapToObj(at -> new PlanLimitRow(version, at))
                .toArray();
        return session.persist(new PlanVersionRow(version))
                .chain(session::flush)
                .chain(() -> session.persistAll(rows))
                .chain(session::flush);
    }

    Uni<Void> remove(PlanVersion version) {
        return session.createMutationQuery("delete from PlanLimitRow where id.plan = :plan and id.version = :version")
                .setParameter("plan", version.plan())
                .setParameter("version", version.version())
                .executeUpdate()
                .chain(() -> session.createMutationQuery(
                                "delete from PlanVersionRow where id.plan = :plan and id.version = :version")
                        .setParameter("plan", version.plan())
                        .setParameter("version", version.version())
                        .executeUpdate())
                .invoke(session::clear)
                .replaceWithVoid();
    }

    private Uni<PlanVersion> withLimits(PlanVersionRow row) {
        return session.createQuery(
                        "from PlanLimitRow where id.plan = :plan and id.version = :version order by id.position",
                        PlanLimitRow.class)
                .setParameter("plan", row.id.plan())
                .setParameter("version", row.id.version())
                .getResultList()
                .map(row::toPlan);
    }

    private Uni<List<PlanVersion>> withLimits(List<PlanVersionRow> versions) {
        return session.createQuery(
                        "from PlanLimitRow where id.plan in (:plans) order by id.position", PlanLimitRow.class)
                .setParameter(
                        "plans", versions.stream().map(row -> row.id.plan()).toList())
                .getResultList()
                .map(limits -> join(versions, limits));
    }

    private static List<PlanVersion> join(List<PlanVersionRow> versions, List<PlanLimitRow> limits) {
        Map<PlanVersionId, List<PlanLimitRow>> byVersion =
                limits.stream().collect(Collectors.groupingBy(PlanLimitRow::version));
        return versions.stream()
                .map(row -> row.toPlan(byVersion.getOrDefault(row.id, List.of())))
                .toList();
    }
}

@Embeddable
record PlanVersionId(String plan, int version) {}

@Embeddable
record PlanLimitId(String plan, int version, int position) {}

@Entity
@Table(name = "plan_version")
class PlanVersionRow {
    @EmbeddedId
    PlanVersionId id;

    String[] categories;

    @Column(name = "age_groups")
    String[] ageGroups;

    @Column(name = "valid_from")
    LocalDate from;

    @Column(name = "valid_to")
    LocalDate to;

    @Enumerated(EnumType.STRING)
    @Column(name = "decision_rule")
    DecisionRule decisionRule;

    PlanVersionRow() {}

    PlanVersionRow(PlanVersion version) {
        id = new PlanVersionId(version.plan(), version.version());
        categories = version.categories().toArray(String[]::new);
        ageGroups = version.ageGroups().toArray(String[]::new);
        from = version.from();
        to = version.to();
        decisionRule = version.decisionRule();
    }

    PlanVersion toPlan(List<PlanLimitRow> limits) {
        return new PlanVersion(
                id.plan(),
                id.version(),
                List.of(categories),
                List.of(ageGroups),
                from,
                to,
                decisionRule,
                limits.stream().map(PlanLimitRow::toLimit).toList());
    }
}

@Entity
@Table(name = "plan_limit")
class PlanLimitRow {
    @EmbeddedId
    PlanLimitId id;

    String item;
    String method;

    @Enumerated(EnumType.STRING)
    Limit.Comparator comparator;

    @Column(name = "limit_value")
    BigDecimal limit;

    @Column(name = "upper_value")
    BigDecimal upper;

    String unit;
    String[] materials;

    @Column(name = "skin_contact")
    Boolean skinContact;

    String part;

    @Column(name = "sum_of")
    String[] sumOf;

    String source;
    Integer reference;
    boolean verified;

    PlanLimitRow() {}

    PlanLimitRow(PlanVersion version, int position) {
        Limit from = version.limits().get(position);
        id = new PlanLimitId(version.plan(), version.version(), position);
        item = from.item();
        method = from.method();
        comparator = from.comparator();
        limit = from.limit();
        upper = from.upper();
        unit = from.unit();
        materials = from.materials().toArray(String[]::new);
        skinContact = from.skinContact();
        part = from.part();
        sumOf = from.sumOf().toArray(String[]::new);
        source = from.source();
        reference = from.reference();
        verified = from.verified();
    }

    PlanVersionId version() {
        return new PlanVersionId(id.plan(), id.version());
    }

    Limit toLimit() {
        return new Limit(
                item,
                method,
                comparator,
                limit,
                upper,
                unit,
                List.of(materials),
                skinContact,
                part,
                List.of(sumOf),
                source,
                reference,
                verified);
    }
}
