package org.importsafety.benchmark.refund;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.importsafety.benchmark.Benchmark;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Figure;
import org.importsafety.benchmark.Goal;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;

/** How long it takes to know who gets how much back. */
public final class RefundFanout implements Benchmark {

    private static final String OURS = "ours";
    private static final String RAW = "one INSERT..SELECT";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long HEAP_LIMIT = 64L << 20;

    /** How refund-service plans here. */
    static final Map<String, String> PLANNING = Map.of("REFUND_POLL", "20ms");

    /** The feed's noted end is never reached: everything is planned, and nothing is paid. */
    static final String OPEN = """
            insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned, completions,
                                     opened_at)
            values ('2026-10:AFFECTED', 'block', 'AFFECTED', '%s', 'platform.orders.v1/99=1', 'OPEN', 'NOT_YET', 0, now())
            """.formatted(ManyPurchases.REFUND_FROM);

    private static final String FLOOR_TABLE = "create table raw_refund (like refund including all)";
    private static final String FLOOR = """
            insert into raw_refund (refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, paid, currency,
                                    state, attempt, planned_at)
            select md5('2026-10:AFFECTED|' || order_id || '|' || line_no)::uuid, '2026-10:AFFECTED', order_id, line_no,
                   listing_id, buyer_ref, amount, amount, currency, 'PLANNED', 0, now()
            from purchase where listing_id = 'AFFECTED' and paid_at >= '%s'
            """.formatted(ManyPurchases.REFUND_FROM);

    @Override
    public String name() {
        return "refund-fanout";
    }

    @Override
    public String question() {
        return "A blocked listing with 1,000,000 order lines among 5,000,000 (`--affected`, `--lines`), from the row of its refund case to"
                + " the commit of its last planned refund, by refund-service in chunks. 3 % of the lines are cancelled, 1 % paid back by"
                + " others in part. The floor is one INSERT..SELECT of all affected lines into a table with the same indexes, no rules.";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.RATE, Figure.TOOK, Figure.HEAP);
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                Goal.atLeast("0.75", Figure.RATE, OURS, RAW),
                Goal.below(Figure.TOOK, OURS, LIMIT),
                Goal.below(Figure.HEAP, OURS, HEAP_LIMIT));
    }

    @Override
    public List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        return contenders(RefundDatabase.start(stage, "http://127.0.0.1:9", PLANNING), effort);
    }

    static List<Contender> contenders(RefundDatabase database, Effort effort) throws SQLException {
        ManyPurchases.fill(database, effort.affected(), effort.lines());
        database.run(FLOOR_TABLE);
        long due = database.number(ManyPurchases.DUE);
        long affected = database.number(ManyPurchases.AFFECTED);
        return List.of(
                new Contender(OURS, time -> plan(database, affected, due)),
                new Contender(RAW, time -> insert(database, affected)));
    }

    /** The case is taken away at the end, so that nobody works on it while the other one is measured. */
    private static Sample plan(RefundDatabase database, long affected, long due) throws Exception {
        long begin = System.nanoTime();
        database.run(OPEN);
        database.await("select planned = 'EARLY' from refund_case where listing_id = 'AFFECTED'");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        long heap = database.heap();
        long planned =
                database.number("select count(distinct (order_id, line_no)) from refund where listing_id = 'AFFECTED'");
        long doubles = database.number("select count(*) from refund where listing_id = 'AFFECTED'") - planned;
        database.run("delete from refund_case where listing_id = 'AFFECTED'");
        database.run("truncate refund");
        return Sample.ofRate(affected, Math.abs(due - planned) + doubles, took, heap);
    }

    private static Sample insert(RefundDatabase database, long affected) throws SQLException {
        long begin = System.nanoTime();
        database.run(FLOOR);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        long lost = affected - database.number("select count(*) from raw_refund");
        database.run("truncate raw_refund");
        return Sample.ofRate(affected, lost, took, 0);
    }
}
