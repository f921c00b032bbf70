package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.TestOrders;

/** Keeps the signed document of a report, where it is the one whose hash the report names, and gives it out again. */
@ApplicationScoped
class KeepDocument {
    private final SessionWork work;
    private final Clock clock;

    KeepDocument(Mutiny.SessionFactory sessions, Messaging messaging, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.clock = clock;
    }

    sealed interface Result {
        record OrderNotFound() implements Result {}

        record OrderNotYours() implements Result {}

        record ReportNotFound() implements Result {}

        record DocumentNotFound() implements Result {}

        /** @param isNew false when it had been stored before */
        record Stored(ReportRow report, boolean isNew) implements Result {}

        /** It is another file: noted, not stored. */
        record OtherFile(String expected, String actual) implements Result {}

        record Found(DocumentRow document) implements Result {}
    }

    Uni<Result> store(UUID orderId, String reportNo, int revision, Caller caller, String mediaType, byte[] content) {
        String hash = sha256(content);
        return onReport(orderId, reportNo, revision, caller, false, (session, row) -> {
            if (!row.documentSha256.equals(hash)) {
                row.hashMismatch = true;
                String detail = row.id.inWords() + ": " + hash + " instead of " + row.documentSha256;
                return session.flush()
                        .chain(() -> new Audit(session)
                                .note(clock.instant(), caller, "HASH_MISMATCH", orderId.toString(), detail))
                        .replaceWith(new Result.OtherFile(row.documentSha256, hash));
            }
            row.hashMismatch = false;
            if (row.documentStoredAt != null) {
                return Uni.createFrom().item(new Result.Stored(row, false));
            }
            row.documentStoredAt = clock.instant();
            return new Reports(session)
                    .add(new DocumentRow(row.id, mediaType, content))
                    .replaceWith(new Result.Stored(row, true));
        });
    }

    /** @param readsAll whether the caller may read every laboratory's */
    Uni<Result> find(UUID orderId, String reportNo, int revision, Caller caller, boolean readsAll) {
        return onReport(orderId, reportNo, revision, caller, readsAll, (session, row) -> new Reports(session)
                .findDocument(row.id)
                .map(document -> document == null ? new Result.DocumentNotFound() : new Result.Found(document)));
    }

    private interface OnReport {
        Uni<Result> apply(Mutiny.Session session, ReportRow row);
    }

    private Uni<Result> onReport(
            UUID orderId, String reportNo, int revision, Caller caller, boolean readsAll, OnReport then) {
        return work.run(
                (session, outbox) -> new TestOrders(session).lock(orderId).chain(order -> {
                    if (order == null) {
                        return Uni.createFrom().item(new Result.OrderNotFound());
                    }
                    if (!readsAll && !caller.mayWorkFor(order.lab())) {
                        return new Audit(session)
                                .note(clock.instant(), caller, "REFUSED", orderId.toString(), "document")
                                .replaceWith(new Result.OrderNotYours());
                    }
                    return new Reports(session)
                            .find(new ReportId(order.lab(), reportNo, revision))
                            .chain(row -> row == null || !row.testOrder.equals(orderId)
                                    ? Uni.createFrom().item(new Result.ReportNotFound())
                                    : then.apply(session, row));
                }));
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
