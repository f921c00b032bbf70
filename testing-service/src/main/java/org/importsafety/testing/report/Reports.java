package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.importsafety.events.Nonconformity;
import org.importsafety.testing.order.SampleMoves;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.report.QuarantineResource.QuarantinedReport;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Part;
import org.importsafety.testing.standard.PlanVersion;

/** The reports and their measurements, in one session. */
final class Reports {
    private final Mutiny.Session session;

    Reports(Mutiny.Session session) {
        this.session = session;
    }

    /** A report that came before. @param order it is on */
    record Known(ReportId id, UUID order) {}

    /** @return null where there is none */
    Uni<ReportRow> find(ReportId id) {
        return session.find(ReportRow.class, id);
    }

    Uni<List<ReportRow>> ofOrder(UUID order) {
        return session.createQuery(
                        "from ReportRow where testOrder = :order order by recordedAt, id.reportNo, id.revision",
                        ReportRow.class)
                .setParameter("order", order)
                .getResultList();
    }

    /** The reports of the order, and one of that number and revision, which may be of another order. */
    Uni<List<Known>> known(UUID order, ReportId id) {
        return session.createQuery(
                        "select id, testOrder from ReportRow where testOrder = :order or id = :id", Object[].class)
                .setParameter("order", order)
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Known((ReportId) row[0], (UUID) row[1]))
                        .toList());
    }

    /** What a report that came at that time may do on its order, which is locked. */
    Uni<Intake> intake(TestOrder order, LabReport report, ReportId id, Instant reportedAt) {
        return known(order.id(), id).chain(known -> intake(order, report, known, reportedAt));
    }

    /** @param known of the order and, it may be, of others */
    Uni<Intake> intake(TestOrder order, LabReport report, List<Known> known, Instant reportedAt) {
        Set<String> reported = known.stream()
                .filter(one -> one.order().equals(order.id()))
                .map(one -> one.id().reportNo())
                .collect(Collectors.toSet());
        return new SampleMoves(session)
                .isStopped(order, reportedAt)
                .map(stopped -> Intake.of(order, report, reported, stopped));
    }

    Uni<Void> add(ReportRow row, LabReport report) {
        Object[] measurements = IntStream.range(0, report.measurements().size())
                .mapToObj(at -> new MeasurementRow(row.id, at, report))
                .toArray();
        return session.persist(row)
                .chain(() -> session.persistAll(measurements))
                .chain(session::flush);
    }

    /** @return null where there is none */
    Uni<DocumentRow> findDocument(ReportId id) {
        return session.find(DocumentRow.class, id);
    }

    Uni<Void> add(DocumentRow document) {
        return session.persist(document).chain(session::flush);
    }

    /** After one of them, in the order in which they came. */
    Uni<List<QuarantinedReport>> quarantined(long after, int count) {
        return session.createNativeQuery("""
                        select quarantine_no, test_order_id, case_id, q.lab, q.report_no, q.revision, reason, received_at,
                               document
                        from quarantined_report q join test_order using (test_order_id)
                        where quarantine_no > :after order by quarantine_no
                        """, Object[].class)
                .setParameter("after", after)
                .setMaxResults(count)
                .getResultList()
                .map(rows -> rows.stream().map(QuarantinedReport::of).toList());
    }

    /** Keeps a report that is not applied; the same one once. */
    Uni<Void> quarantine(ReportRow row, String reason) {
        return session.createNativeQuery("""
                        insert into quarantined_report
                            (test_order_id, lab, report_no, revision, content_hash, document, reason, received_at)
                        values (:order, :lab, :reportNo, :revision, :hash, :document, :reason, :at)
                        on conflict do nothing
                        """)
                .setParameter("order", row.testOrder)
                .setParameter("lab", row.id.lab())
                .setParameter("reportNo", row.id.reportNo())
                .setParameter("revision", row.id.revision())
                .setParameter("hash", row.contentHash)
                .setParameter("document", row.document)
                .setParameter("reason", reason)
                .setParameter("at", row.recordedAt)
                .executeUpdate()
                .replaceWithVoid();
    }
}

/** What makes a report one and the same: a laboratory never gives a number and revision twice. */
@Embeddable
record ReportId(String lab, @Column(name = "report_no") String reportNo, int revision) {
    String inWords() {
        return "report " + reportNo + " revision " + revision;
    }
}

@Entity
@Table(name = "lab_report")
class ReportRow {
    static final String AWAITS_CONFIRMATION = "AWAITS_CONFIRMATION";

    /** Hibernate Reactive stores objects as JSON, not lists. */
    record Rows(List<Nonconformity> rows) {}

    record Findings(List<Finding> rows) {}

    @EmbeddedId
    ReportId id;

    @Column(name = "test_order_id")
    UUID testOrder;

    @Enumerated(EnumType.STRING)
    LabReport.Status status;

    String supersedes;

    @Column(name = "correction_reason")
    String correctionReason;

    @Column(name = "content_hash")
    String contentHash;

    String document;

    @Column(name = "document_sha256")
    String documentSha256;

    @Enumerated(EnumType.STRING)
    @Column(name = "lab_verdict")
    LabReport.LabVerdict labVerdict;

    @Enumerated(EnumType.STRING)
    Outcome verdict;

    String reason;
    boolean mismatch;
    boolean marginal;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    Rows nonconformities;

    @Enumerated(EnumType.STRING)
    @Column(name = "decision_rule")
    DecisionRule decisionRule;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    Findings findings;

    @Column(name = "recorded_at")
    Instant recordedAt;

    /** A file came that is not the one that the report names; until the right one comes. */
    @Column(name = "hash_mismatch")
    boolean hashMismatch;

    @Column(name = "document_stored_at")
    Instant documentStoredAt;

    @Column(name = "submitted_by")
    String submittedBy;

    @Column(name = "confirmed_by")
    String confirmedBy;

    @Column(name = "confirmed_at")
    Instant confirmedAt;

    ReportRow() {}

    ReportRow(ReportId id, UUID order, LabReport report, Submission submission, Verdict judged, Instant at) {
        this.id = id;
        testOrder = order;
        status = report.status();
        supersedes = report.supersedes();
        correctionReason = report.correctionReason();
        contentHash = submission.hash();
        document = submission.document();
        documentSha256 = report.documentSha256().toLowerCase(Locale.ROOT);
        labVerdict = report.labVerdict();
        setVerdict(judged);
        recordedAt = at;
    }

    /** The report is judged only when it counts. */
    void awaitConfirmation(String by) {
        submittedBy = by;
        setVerdict(new Verdict(Outcome.PENDING, AWAITS_CONFIRMATION, false, decisionRule, List.of()));
    }

    void confirm(String by, Verdict judged, Instant at) {
        confirmedBy = by;
        confirmedAt = at;
        setVerdict(judged);
    }

    private void setVerdict(Verdict judged) {
        verdict = judged.outcome();
        reason = judged.reason();
        mismatch = judged.mismatch();
        marginal = judged.marginal();
        nonconformities = new Rows(judged.nonconformities());
        decisionRule = judged.decisionRule();
        findings = new Findings(judged.findings());
    }

    /** Read again, by the plan that it was for; empty where what was a report once is none today. */
    Optional<LabReport> report(PlanVersion pinned) {
        return Optional.ofNullable(
                ReportReader.read(Submission.body(document), pinned).report());
    }

    Verdict judged() {
        return new Verdict(verdict, reason, mismatch, decisionRule, findings.rows());
    }
}

@Embeddable
record MeasurementId(String lab, @Column(name = "report_no") String reportNo, int revision, int position) {
    ReportId report() {
        return new ReportId(lab, reportNo, revision);
    }
}

@Entity
@Table(name = "measurement")
class MeasurementRow {
    @EmbeddedId
    MeasurementId id;

    String item;
    String part;
    String material;

    @Column(name = "skin_contact")
    boolean skinContact;

    String method;

    @Enumerated(EnumType.STRING)
    LabReport.Kind kind;

    String value;
    String unit;
    String uncertainty;
    String loq;
    boolean accredited;

    MeasurementRow() {}

    MeasurementRow(ReportId reportId, int position, LabReport report) {
        Measurement row = report.measurements().get(position);
        Part tested = report.part(row.part());
        id = new MeasurementId(reportId.lab(), reportId.reportNo(), reportId.revision(), position);
        item = row.item();
        part = row.part();
        material = tested.material();
        skinContact = tested.skinContact();
        method = row.method();
        kind = row.kind();
        value = row.value();
        unit = row.unit();
        uncertainty = row.uncertainty();
        loq = row.loq();
        accredited = row.accredited();
    }

    Measurement toMeasurement() {
        return new Measurement(item, part, method, kind, value, unit, uncertainty, loq, accredited);
    }
}

/** The signed document; apart from the report, which is read without it. */
@Entity
@Table(name = "report_document")
class DocumentRow {
    @EmbeddedId
    ReportId id;

    @Column(name = "media_type")
    String mediaType;

    byte[] content;

    DocumentRow() {}

    DocumentRow(ReportId id, String mediaType, byte[] content) {
        this.id = id;
        this.mediaType = mediaType;
        this.content = content;
    }
}
