package org.importsafety.dashboard.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.importsafety.dashboard.Columns;
import org.importsafety.events.Event;
import org.importsafety.events.NoticeReportEvent;
import org.importsafety.events.RefundEvent.BuyerNoticeDelivered;
import org.importsafety.events.RefundEvent.BuyerNoticeRequested;
import org.importsafety.messaging.Received;

/**
 * The tables notice and notice_progress. As with refunds, the sums are moved by the difference that each notice's new
 * version makes. The events themselves are not kept: a million texts say nothing that one does not.
 */
@ApplicationScoped
public class Notices {
    private static final String MOVE = """
            with moved as (
                insert into notice as known (notice_id, case_id, state, version)
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[])
                on conflict (notice_id) do update set state = excluded.state, version = excluded.version
                where known.version < excluded.version
                returning new.case_id, new.state, old.notice_id is null as added, old.state as was)
            insert into notice_progress as known (case_id, requested, delivered, bounced)
            select case_id, count(*) filter (where added),
                   count(*) filter (where state = 'DELIVERED') - count(*) filter (where was = 'DELIVERED'),
                   count(*) filter (where state = 'BOUNCED') - count(*) filter (where was = 'BOUNCED')
            from moved group by case_id order by case_id
            on conflict (case_id) do update
            set requested = known.requested + excluded.requested,
                delivered = known.delivered + excluded.delivered,
                bounced = known.bounced + excluded.bounced
            """;
    private static final String OF_CASE = "select * from notice_progress where case_id = $1";

    private final Pool pool;

    Notices(Pool pool) {
        this.pool = pool;
    }

    private record Told(UUID noticeId, String caseId, String state, long version) {
        static Told of(Received<?> received) {
            return received.event() instanceof BuyerNoticeDelivered it
                    ? new Told(UUID.fromString(it.noticeId()), it.caseId(), it.state(), received.version())
                    : requested(received);
        }

        private static Told requested(Received<?> received) {
            var it = (BuyerNoticeRequested) received.event();
            return new Told(UUID.fromString(it.noticeId()), it.caseId(), "REQUESTED", received.version());
        }
    }

    /** What is said of single notices: by the platform, or by refund-service, which repeats it and is the one counted. */
    public static boolean isOfOne(Event event) {
        return event instanceof NoticeReportEvent
                || event instanceof BuyerNoticeRequested
                || event instanceof BuyerNoticeDelivered;
    }

    /** @param events of single notices; a repeat changes nothing */
    public Uni<Void> add(SqlConnection connection, List<Received<?>> events) {
        Map<UUID, Told> latest = new TreeMap<>();
        for (Received<?> received : events) {
            if (!(received.event() instanceof NoticeReportEvent)) {
                Told told = Told.of(received);
                latest.merge(told.noticeId(), told, (one, other) -> one.version() < other.version() ? other : one);
            }
        }
        if (latest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var columns = new Columns<>(List.copyOf(latest.values()))
                .uuid(Told::noticeId)
                .text(Told::caseId)
                .text(Told::state)
                .large(Told::version);
        return connection.preparedQuery(MOVE).execute(columns.arrays()).replaceWithVoid();
    }

    public Uni<Reach> ofCase(String caseId) {
        return pool.preparedQuery(OF_CASE).execute(Tuple.of(caseId)).map(rows -> {
            Reach reach = Reach.NONE;
            for (var row : rows) {
                reach = new Reach(row.getLong("requested"), row.getLong("delivered"), row.getLong("bounced"));
            }
            return reach;
        });
    }
}
