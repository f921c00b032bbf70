package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.testing.lab.Rotation.SellerHistory;
import org.importsafety.testing.order.TestOrder.Accepted;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.order.TestOrder.End;
import org.importsafety.testing.order.TestOrder.Ended;
import org.importsafety.testing.order.TestOrder.Ordered;
import org.importsafety.testing.order.TestOrder.Origin;
import org.importsafety.testing.standard.PlanVersion.Item;

/** The test orders, in one session. */
public final class TestOrders {
    /** Both rows, so that what is read is what the last holder of the lock left; always the case's before the order's. */
    private static final String LOCK = """
            select ordered.* from test_order first join test_order ordered on ordered.case_id = first.case_id
            where first.attempt = 1 and ordered.test_order_id = :id
            for update of first, ordered
            """;

    private final Mutiny.Session session;

    public TestOrders(Mutiny.Session session) {
        this.session = session;
    }

    /** @return null where there is none */
    public Uni<TestOrder> find(UUID id) {
        return session.find(TestOrderRow.class, id).map(TestOrders::order);
    }

    /**
     * Alone with it and all other orders of its case until the transaction ends, so that what is told of a case is told
     * in the order it happened. The first order's row stands for the case.
     *
     * @return null where there is none
     */
    public Uni<TestOrder> lock(UUID id) {
        return session.createNativeQuery(LOCK, TestOrderRow.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(TestOrders::order);
    }

    public Uni<List<TestOrder>> ofCase(String caseId) {
        return session.createQuery("from TestOrderRow where caseId = :caseId order by attempt", TestOrderRow.class)
                .setParameter("caseId", caseId)
                .getResultList()
                .map(TestOrders::orders);
    }

    /**
     * By id, after one of them.
     *
     * @param lab null: every laboratory's; @param status null: every one
     * @param overdue whether the report should have come before today, null: whichever
     */
    Uni<List<TestOrder>> page(String lab, String status, Boolean overdue, LocalDate today, UUID after, int count) {
        String late = "(status in ('ORDERED', 'ACCEPTED') and dueOn < :today)";
        String where = "id > :after" + (lab == null ? "" : " and lab = :lab")
                + (status == null ? "" : " and status = :status")
                + (overdue == null ? "" : overdue ? " and " + late : " and not " + late);
        var query = session.createQuery("from TestOrderRow where " + where + " order by id", TestOrderRow.class)
                .setParameter("after", after)
                .setMaxResults(count);
        if (lab != null) {
            query.setParameter("lab", lab);
        }
        if (status != null) {
            query.setParameter("status", status);
        }
        if (overdue != null) {
            query.setParameter("today", today);
        }
        return query.getResultList().map(TestOrders::orders);
    }

    /** Those of some categories that a report has decided, by id, after one of them. */
    public Uni<List<TestOrder>> decided(List<String> categories, UUID after, int count) {
        return session.createQuery(
                        "from TestOrderRow where status = 'CLOSED' and category in (:categories) and id > :after"
                                + " order by id",
                        TestOrderRow.class)
                .setParameter("categories", categories)
                .setParameter("after", after)
                .setMaxResults(count)
                .getResultList()
                .map(TestOrders::orders);
    }

    /** How many orders of the month each laboratory has been given. */
    Uni<Map<String, Long>> countByLab(String month) {
        return session.createQuery(
                        "select lab, count(*) from TestOrderRow where month = :month group by lab", Object[].class)
                .setParameter("month", month)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1])));
    }

    /** Where the seller's goods have gone until now. */
    Uni<SellerHistory> historyOf(String sellerId) {
        return session.createQuery(
                        "select lab, count(*) from TestOrderRow where sellerId = :seller group by lab"
                                + " order by max(orderedAt), lab",
                        Object[].class)
                .setParameter("seller", sellerId)
                .getResultList()
                .map(rows -> new SellerHistory(
                        rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1])),
                        rows.isEmpty() ? null : (String) rows.get(rows.size() - 1)[0]));
    }

    /** Whether the case has gone to a laboratory, or was found to go to none. */
    Uni<Boolean> isKnown(String caseId) {
        return session.find(UnroutableRow.class, caseId)
                .chain(unroutable -> unroutable != null
                        ? Uni.createFrom().item(true)
                        : ofCase(caseId).map(orders -> !orders.isEmpty()));
    }

    Uni<Void> add(TestOrder order) {
        return session.persist(new TestOrderRow(order)).chain(session::flush);
    }

    /** Stores where the order is now. Its row is locked. */
    public Uni<Void> update(TestOrder order) {
        return session.find(TestOrderRow.class, order.id())
                .invoke(row -> row.set(order))
                .chain(session::flush);
    }

    Uni<Void> addUnroutable(TestUnroutable event, Instant at) {
        return session.persist(
                        new UnroutableRow(event.caseId(), event.listingId(), event.category(), event.reason(), at))
                .chain(session::flush);
    }

    /** Why the case went to no laboratory, or to none any more. @return null when it did */
    public Uni<String> unroutableReason(String caseId) {
        return session.find(UnroutableRow.class, caseId).map(row -> row == null ? null : row.reason);
    }

    private static List<TestOrder> orders(List<TestOrderRow> rows) {
        return rows.stream().map(TestOrderRow::toOrder).toList();
    }

    private static TestOrder order(TestOrderRow row) {
        return row == null ? null : row.toOrder();
    }
}

@Entity
@DynamicUpdate
@Table(name = "test_order")
class TestOrderRow {
    /** Hibernate Reactive stores objects as JSON, not lists. */
    record Items(List<Item> items) {}

    @Id
    @Column(name = "test_order_id")
    UUID id;

    @Column(name = "case_id")
    String caseId;

    int attempt;
    String month;

    @Column(name = "listing_id")
    String listingId;

    String sku;

    @Column(name = "seller_id")
    String sellerId;

    String category;

    @Column(name = "age_group")
    String ageGroup;

    String[] materials;
    String lab;
    String plan;

    @Column(name = "plan_version")
    int planVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    Items items;

    @Column(name = "ordered_at")
    Instant orderedAt;

    @Column(name = "due_on")
    LocalDate dueOn;

    @Column(name = "reminded_at")
    Instant remindedAt;

    @Column(name = "overdue_at")
    Instant overdueAt;

    @Column(name = "kept_at")
    Instant keptAt;

    @Column(name = "refund_from")
    Instant refundFrom;

    String status;

    @Enumerated(EnumType.STRING)
    @Column(name = "sample_step")
    SampleStep sampleStep;

    @Column(name = "report_no")
    String reportNo;

    Integer revision;
    String verdict;

    UUID supersedes;

    @Column(name = "retest_of")
    UUID retestOf;

    boolean referee;
    boolean split;

    @Column(name = "retest_reason")
    String retestReason;

    @Column(name = "end_reason")
    String endReason;

    @Column(name = "superseded_by")
    UUID supersededBy;

    TestOrderRow() {}

    TestOrderRow(TestOrder order) {
        id = order.id();
        caseId = order.caseId();
        attempt = order.attempt();
        month = order.month();
        listingId = order.listingId();
        sku = order.sku();
        sellerId = order.sellerId();
        category = order.category();
        ageGroup = order.ageGroup();
        materials = order.materials().toArray(String[]::new);
        lab = order.lab();
        plan = order.plan();
        planVersion = order.planVersion();
        items = new Items(order.items());
        orderedAt = order.orderedAt();
        refundFrom = order.refundFrom();
        supersedes = order.origin().supersedes();
        retestOf = order.origin().retestOf();
        referee = order.origin().referee();
        split = order.origin().split();
        retestReason = order.origin().reason();
        set(order);
    }

    void set(TestOrder order) {
        dueOn = order.due().on();
        remindedAt = order.due().remindedAt();
        overdueAt = order.due().overdueAt();
        keptAt = order.due().keptAt();
        setState(order.state());
    }

    private void setState(TestOrder.State state) {
        status = state.name();
        sampleStep = state.sample();
        if (state instanceof Closed closed) {
            reportNo = closed.reportNo();
            revision = closed.revision();
            verdict = closed.verdict();
        }
        if (state instanceof Ended ended) {
            endReason = ended.reason();
            supersededBy = ended.next();
        }
    }

    TestOrder toOrder() {
        TestOrder.State state =
                switch (status) {
                    case "ORDERED" -> new Ordered();
                    case "ACCEPTED" -> new Accepted(sampleStep);
                    case "CLOSED" -> new Closed(reportNo, revision, verdict, sampleStep);
                    default -> new Ended(End.valueOf(status), endReason, supersededBy, sampleStep);
                };
        return new TestOrder(
                id,
                caseId,
                attempt,
                month,
                listingId,
                sku,
                sellerId,
                category,
                ageGroup,
                List.of(materials),
                lab,
                plan,
                planVersion,
                items.items(),
                orderedAt,
                new Due(dueOn, remindedAt, overdueAt, keptAt),
                refundFrom,
                new Origin(supersedes, retestOf, referee, split, retestReason),
                state);
    }
}

@Entity
@Table(name = "unroutable")
class UnroutableRow {
    @Id
    @Column(name = "case_id")
    String caseId;

    @Column(name = "listing_id")
    String listingId;

    String category;
    String reason;
    Instant at;

    UnroutableRow() {}

    UnroutableRow(String caseId, String listingId, String category, String reason, Instant at) {
        this.caseId = caseId;
        this.listingId = listingId;
        this.category = category;
        this.reason = reason;
        this.at = at;
    }
}
