package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.report.RecordedReport.Refusal;

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
        record NotThere(Refusal why) implements Result {}

        record NoDocument() implements Result {}

        /** @param isNew false when it had been stored before */
        record Stored(ReportRow report, boolean isNew) implements Result {}

        /** It is another file: noted, not stored. */
        record OtherFile(String expected, String actual) implements Result {}

        record Found(DocumentRow document) implements Result {}
    }

    Uni<Result> store(RecordedReport report, Caller caller, String mediaType, byte[] content) {
        String hash = sha256(content);
        return onReport(report, caller, false, (session, row) -> {
            if (!row.documentSha256.equals(hash)) {
                row.hashMismatch = true;
                String detail = row.id.inWords() + ": " + hash + " instead of " + row.documentSha256;
                return session.flush()
                        .chain(() -> new Audit(session)
                                .note(clock.instant(), caller, "HASH_MISMATCH", row.testOrder.toString(), detail))
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
    Uni<Result> find(RecordedReport report, Caller caller, boolean readsAll) {
        return onReport(report, caller, readsAll, (session, row) -> new Reports(session)
                .findDocument(row.id)
                .map(document -> document == null ? new Result.NoDocument() : new Result.Found(document)));
    }

    private Uni<Result> onReport(
            RecordedReport report,
            Caller caller,
            boolean readsAll,
            BiFunction<Mutiny.Session, ReportRow, Uni<Result>> then) {
        return work.run((session, outbox) -> report.lock(
                session,
                caller,
                readsAll,
                "document",
                clock.instant(),
                Result.NotThere::new,
                (order, row) -> then.apply(session, row)));
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
