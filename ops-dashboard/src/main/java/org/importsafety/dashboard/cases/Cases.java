package org.importsafety.dashboard.cases;

import static org.importsafety.dashboard.Columns.instant;
import static org.importsafety.dashboard.Columns.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.importsafety.events.Nonconformity;
import org.importsafety.messaging.Received;

/** The table safety_case: every statement may come in any order, and again. */
@ApplicationScoped
public class Cases {
    /** The milestones' parameters are in their order, $3 to $10. */
    private static final String UPSERT = """
            insert into safety_case as known (
                case_id, month, listing_id, selected_at, ordered_at, reported_at, failed_at, blocked_at, confirmed_at,
                opened_at, refunded_at, rank, orders, verdict, nonconformities, judged_version, block_id, ground, stopped,
                completed_version,
                standing, standing_at, block_version)
            values ($1, split_part($1, ':', 1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                    $18, $19, $20, $21, $22)
            on conflict (case_id) do update set
                selected_at = least(known.selected_at, excluded.selected_at),
                ordered_at = least(known.ordered_at, excluded.ordered_at),
                reported_at = least(known.reported_at, excluded.reported_at),
                failed_at = least(known.failed_at, excluded.failed_at),
                blocked_at = least(known.blocked_at, excluded.blocked_at),
                confirmed_at = least(known.confirmed_at, excluded.confirmed_at),
                opened_at = least(known.opened_at, excluded.opened_at),
                refunded_at = greatest(known.refunded_at, excluded.refunded_at),
                rank = coalesce(known.rank, excluded.rank),
                orders = coalesce(known.orders, excluded.orders),
                block_id = coalesce(known.block_id, excluded.block_id),
                ground = coalesce(known.ground, excluded.ground),
                (verdict, nonconformities, judged_version) = (
                    select verdict, nonconformities, judged_version
                    from (values (known.verdict, known.nonconformities, known.judged_version),
                                 (excluded.verdict, excluded.nonconformities, excluded.judged_version))
                        as said (verdict, nonconformities, judged_version)
                    order by judged_version desc nulls last limit 1),
                (stopped, completed_version) = (
                    select stopped, completed_version
                    from (values (known.stopped, known.completed_version),
                                 (excluded.stopped, excluded.completed_version)) as said (stopped, completed_version)
                    order by completed_version desc nulls last limit 1),
                (standing, standing_at, block_version) = (
                    select standing, standing_at, block_version
                    from (values (known.standing, known.standing_at, known.block_version),
                                 (excluded.standing, excluded.standing_at, excluded.block_version))
                        as said (standing, standing_at, block_version)
                    order by block_version desc nulls last limit 1)
            """;

    private static final String FIND = """
            select c.*, l.title, l.category, l.seller_id,
                   (select t.lab from test_order t where t.case_id = c.case_id
                    order by t.ordered_at desc nulls last, t.test_order_id limit 1) as lab,
                   case when c.blocked_at is not null
                        then (select min(e.occurred_at) from event e
                              where e.case_id = c.case_id and e.order_id is null and e.type = 'BlockVerified')
                   end as first_verified_at
            from safety_case c left join listing l using (listing_id)
            where %s
            order by c.case_id
            """;
    private static final String BY_ID = FIND.formatted("c.case_id = any($1)");
    private static final String BY_MONTH = FIND.formatted("c.month = $1");
    private static final TypeReference<List<Nonconformity>> NONCONFORMITIES = new TypeReference<>() {};

    private final Pool pool;
    private final ObjectMapper json;

    Cases(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    public Uni<Void> add(SqlConnection connection, List<Received<?>> events) {
        List<Tuple> rows = events.stream()
                .map(received -> CaseFacts.of(received.recorded()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(CaseFacts::caseId))
                .map(this::row)
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(UPSERT).executeBatch(rows).replaceWithVoid();
    }

    public Uni<List<SafetyCase>> ofMonth(String month) {
        return find(BY_MONTH, Tuple.of(month));
    }

    /** By id; those that nobody has heard of are left out. */
    public Uni<List<SafetyCase>> find(List<String> caseIds) {
        return find(BY_ID, Tuple.tuple().addArrayOfString(caseIds.toArray(String[]::new)));
    }

    private Uni<List<SafetyCase>> find(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().map(this::safetyCase).toList());
    }

    private Tuple row(CaseFacts facts) {
        List<Object> row = new ArrayList<>();
        row.add(facts.caseId());
        row.add(facts.listingId());
        for (Milestone milestone : Milestone.values()) {
            row.add(time(facts.reached().get(milestone)));
        }
        var selection = facts.selection();
        row.add(selection == null ? null : selection.rank());
        row.add(selection == null ? null : selection.orders());
        var judgement = facts.judgement();
        row.add(judgement == null ? null : judgement.verdict().name());
        row.add(judgement == null ? null : text(judgement.nonconformities()));
        row.add(judgement == null ? null : judgement.version());
        var block = facts.block();
        row.add(block == null ? null : block.blockId());
        row.add(block == null ? null : block.ground());
        var completion = facts.completion();
        row.add(completion == null ? null : completion.stopped());
        row.add(completion == null ? null : completion.version());
        row.add(
                block == null || block.standing() == null
                        ? null
                        : block.standing().name());
        row.add(block == null ? null : time(block.at()));
        row.add(block == null ? null : block.version());
        return Tuple.from(row);
    }

    private SafetyCase safetyCase(Row row) {
        Map<Milestone, Instant> reached = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            Instant at = instant(row, milestone.column());
            if (at != null) {
                reached.put(milestone, at);
            }
        }
        String verdict = row.getString("verdict");
        String standing = row.getString("standing");
        Long stopped = row.getLong("stopped");
        return new SafetyCase(
                row.getString("case_id"),
                row.getString("month"),
                row.getString("listing_id"),
                row.getString("title"),
                row.getString("category"),
                row.getString("seller_id"),
                reached,
                row.getInteger("rank"),
                row.getLong("orders"),
                row.getString("lab"),
                verdict == null ? null : Verdict.valueOf(verdict),
                nonconformities(row.getString("nonconformities")),
                row.getString("ground"),
                standing == null ? null : Standing.valueOf(standing),
                instant(row, "standing_at"),
                stopped == null ? 0 : stopped,
                instant(row, "first_verified_at"));
    }

    private String text(List<Nonconformity> nonconformities) {
        try {
            return json.writeValueAsString(nonconformities);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON for " + nonconformities, e);
        }
    }

    private List<Nonconformity> nonconformities(String text) {
        try {
            return text == null ? List.of() : json.readValue(text, NONCONFORMITIES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Nonconformities of a case: " + text, e);
        }
    }
}
