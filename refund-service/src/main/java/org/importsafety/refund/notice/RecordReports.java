package org.importsafety.refund.notice;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.importsafety.events.NoticeReportEvent.NoticeReported;
import org.importsafety.messaging.BatchHandler;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.Received;
import org.importsafety.refund.notice.BuyerNotice.Report;
import org.importsafety.refund.notice.BuyerNotice.State;

/** The platform's word on notices: what changes how a notice stands is told; a report that makes no sense is parked. */
@ApplicationScoped
class RecordReports implements BatchHandler {
    private final Notices notices;
    private final Clock clock;
    private final MeterRegistry meters;

    RecordReports(Notices notices, Clock clock, MeterRegistry meters) {
        this.notices = notices;
        this.clock = clock;
        this.meters = meters;
    }

    private record Said(Received<?> received, Report report) {}

    @Override
    public Uni<Void> handle(SqlConnection connection, Outbox outbox, List<Received<?>> events) {
        List<Said> all = events.stream()
                .filter(received -> received.event() instanceof NoticeReported)
                .map(received -> new Said(received, report((NoticeReported) received.event())))
                .toList();
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : notices.lock(
                                connection,
                                all.stream()
                                        .map(said -> said.report().noticeId())
                                        .toList())
                        .chain(known -> apply(connection, outbox, known, all));
    }

    private Uni<Void> apply(SqlConnection connection, Outbox outbox, List<BuyerNotice> known, List<Said> all) {
        Map<UUID, BuyerNotice> byId = new LinkedHashMap<>();
        known.forEach(notice -> byId.put(notice.noticeId(), notice));
        Map<UUID, Report> last = new LinkedHashMap<>();
        List<Fact> facts = new ArrayList<>();
        for (Said said : all) {
            Report report = said.report();
            BuyerNotice notice = byId.get(report.noticeId());
            if (notice == null) {
                throw new IllegalArgumentException("NoticeReported of an unknown notice " + report.noticeId());
            }
            if (notice.takes(report)) {
                byId.put(report.noticeId(), notice.after(report));
                last.put(report.noticeId(), report);
                facts.add(new Fact(Cause.of(said.received(), clock.instant()), notice.told(report)));
            }
        }
        return notices.report(connection, last.values())
                .chain(() -> outbox.append(facts))
                .invoke(() -> last.values().forEach(report -> meters.counter(
                                "notices.reported", "state", report.state().name())
                        .increment()));
    }

    private static Report report(NoticeReported it) {
        Objects.requireNonNull(it.reportedAt(), "NoticeReported without reportedAt");
        Objects.requireNonNull(it.channel(), "NoticeReported without channel");
        return new Report(
                UUID.fromString(Objects.requireNonNull(it.noticeId(), "NoticeReported without noticeId")),
                it.channel(),
                State.valueOf(Objects.requireNonNull(it.state(), "NoticeReported without state")),
                it.reportedAt());
    }
}
