package org.importsafety.dashboard.timeline;

import static org.importsafety.dashboard.Columns.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.importsafety.dashboard.Columns;
import org.importsafety.dashboard.view.View;
import org.importsafety.events.BlockReportEvent.BlockReported;
import org.importsafety.events.Event;
import org.importsafety.events.Money;
import org.importsafety.events.OperationsEvent;
import org.importsafety.events.RefundEvent;
import org.importsafety.events.ResultEvent;
import org.importsafety.events.SelectionEvent.CampaignClosed;
import org.importsafety.messaging.Received;

/** The table event: what was told, in the order in which it happened. */
@ApplicationScoped
public class Events {
    private static final String ADD = """
            insert into event (event_id, topic, type, occurred_at, version, causation_id, case_id, block_id, listing_id,
                               order_id, report_no, value)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::uuid[], $7::text[],
                                 $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
            on conflict do nothing
            returning event_id
            """;

    /** $1 the topics that the caller may see. */
    private static final String SHOW = """
            with %s
            select e.event_id, e.type, e.topic, e.occurred_at, e.value, coalesce(e.case_id, c.case_id) as case_id,
                   e.listing_id, l.title, cause.event_id as cause_id, cause.type as cause_type,
                   s.until, s.events, s.currencies, s.amounts
            from shown s
            join event e using (event_id)
            left join safety_case c on c.block_id = e.block_id
            left join listing l on l.listing_id = e.listing_id
            left join event cause on cause.event_id = e.causation_id and cause.topic = any($1)
            """;

    private static final String SINGLE =
            "null::timestamptz as until, null::bigint as events, null::text[] as currencies, null::bigint[] as amounts";
    private static final String FOLDED = """
            select (array_agg(first_event order by first_at, first_event))[1] as event_id, max(last_at) as until,
                   sum(events)::bigint as events, array_agg(currency order by currency) as currencies,
                   array_agg(amount order by currency) as amounts
            from refund_hour %s group by case_id, type, hour
            """;
    private static final String OF_CASE =
            SHOW.formatted("""
            shown as (
                select event_id, %1$s from event where case_id = $2 and order_id is null
                union all
                select e.event_id, %1$s from safety_case c join event e using (block_id) where c.case_id = $2
                union all
                (select e.event_id, %1$s from safety_case c join event e using (listing_id)
                 where c.case_id = $2 and e.type = 'ListingPublished' order by e.version desc limit 1)
                union all
                select e.event_id, %1$s from safety_case c join event e using (listing_id)
                where c.case_id = $2 and e.type = 'SaleHeld'
                union all
                select e.event_id, %1$s from safety_case c join event e using (listing_id)
                where c.case_id = $2 and $5 and e.type in ('RelistingSuspected', 'SuspicionDecided')
                union all
                %2$s)
            """.formatted(SINGLE, FOLDED.formatted("where case_id = $2"))) + """
            where e.topic = any($1)
              and ($3::uuid is null or (e.occurred_at, e.version, e.event_id)
                                     > (select occurred_at, version, event_id from event where event_id = $3))
            order by e.occurred_at, e.version, e.event_id limit $4
            """;
    private static final String OF_ORDER =
            SHOW.formatted("shown as (select event_id, %s from event where order_id = $2)".formatted(SINGLE))
                    + "order by e.occurred_at, e.version, e.event_id";

    /** $2 the topics whose events are news, $3 whether single refunds are, and suspicions, which are of items on sale. */
    private static final String NEWS =
            SHOW.formatted("""
            newest as (
                select distinct case_id, type, hour
                from (select * from refund_hour where $3 order by last_at desc limit 2 * $4) h),
            shown as (
                (select event_id, %1$s from event
                 where order_id is null and type <> 'ListingPublished' and topic = any($2)
                   and ($3 or type not in ('RelistingSuspected', 'SuspicionDecided'))
                 order by occurred_at desc, version desc, event_id desc limit $4)
                union all
                %2$s)
            """.formatted(SINGLE, FOLDED.formatted("join newest using (case_id, type, hour)"))) + """
            order by coalesce(s.until, e.occurred_at) desc, e.version desc, e.event_id desc limit $4
            """;

    private static final Set<String> COMMON = Set.of("type", "eventId", "version", "occurredAt");
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Pool pool;
    private final ObjectMapper json;

    Events(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** @return those that had not been told before: each once, whatever is repeated in the batch */
    public Uni<List<Received<?>>> add(SqlConnection connection, List<Received<?>> events) {
        Map<UUID, Received<?>> byId = new TreeMap<>();
        events.forEach(received -> byId.putIfAbsent(received.eventId(), received));
        if (byId.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var columns = new Columns<Received<?>>(List.copyOf(byId.values()))
                .uuid(Received::eventId)
                .text(received -> received.source().topic())
                .text(received -> received.event().type())
                .time(Received::occurredAt)
                .large(Received::version)
                .uuid(Events::causation)
                .text(received -> received.event().caseId())
                .text(received -> received.event() instanceof BlockReported it ? it.blockId() : null)
                .text(received -> listing(received.event()))
                .text(received -> order(received.event()))
                .text(received -> received.event() instanceof ResultEvent it ? it.reportNo() : null)
                .text(received -> new String(received.source().value(), StandardCharsets.UTF_8));
        return connection.preparedQuery(ADD).execute(columns.arrays()).map(rows -> {
            List<Received<?>> added = new ArrayList<>(rows.size());
            rows.forEach(row -> added.add(byId.get(row.getUUID(0))));
            return added;
        });
    }

    /** A case from its listing to its last refund. @param after an event's id, exclusive; null from the beginning */
    public Uni<List<Entry>> ofCase(View view, String caseId, UUID after, int limit) {
        return show(OF_CASE, Tuple.of(view.topics(), caseId, after, limit, view.isStaff()), view);
    }

    /** The refunds of an order. */
    public Uni<List<Entry>> ofOrder(View view, String orderId) {
        return show(OF_ORDER, Tuple.of(view.topics(), orderId), view);
    }

    /** What happened last, newest first. */
    public Uni<List<Entry>> news(View view, int limit) {
        return show(NEWS, Tuple.of(view.topics(), view.news(), view.isStaff(), limit), view);
    }

    private Uni<List<Entry>> show(String sql, Tuple parameters, View view) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().map(row -> entry(row, view)).toList());
    }

    private Entry entry(Row row, View view) {
        UUID cause = row.getUUID("cause_id");
        boolean folded = row.getLong("events") != null;
        return new Entry(
                row.getUUID("event_id"),
                row.getString("type"),
                row.getString("topic"),
                instant(row, "occurred_at"),
                instant(row, "until"),
                row.getLong("events"),
                folded ? amounts(row.getArrayOfStrings("currencies"), row.getArrayOfLongs("amounts")) : null,
                row.getString("case_id"),
                row.getString("listing_id"),
                row.getString("title"),
                cause == null ? null : new Entry.Cause(cause, row.getString("cause_type")),
                folded ? null : fields(row.getString("value"), view));
    }

    private Map<String, Object> fields(String value, View view) {
        try {
            Map<String, Object> fields = json.readValue(value, FIELDS);
            fields.keySet().removeIf(field -> COMMON.contains(field) || !view.shows(field));
            return fields;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Value of an event: " + value, e);
        }
    }

    private static List<Money> amounts(String[] currencies, Long[] amounts) {
        List<Money> sums = new ArrayList<>();
        for (int i = 0; i < currencies.length; i++) {
            sums.add(new Money(currencies[i], amounts[i]));
        }
        return sums;
    }

    private static UUID causation(Received<?> received) {
        try {
            return received.causationId() == null ? null : UUID.fromString(received.causationId());
        } catch (IllegalArgumentException e) {
            return null; // an outside sender's own kind of id: no event of ours
        }
    }

    private static String listing(Event event) {
        return event instanceof CampaignClosed || event instanceof OperationsEvent ? null : event.subject();
    }

    /** Refunds of single lines are keyed by their order, those of whole cases by the case. */
    private static String order(Event event) {
        return event instanceof RefundEvent refund && !refund.key().equals(refund.caseId()) ? refund.key() : null;
    }
}
