package org.importsafety.benchmark.refund;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.raw.StubProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One round of each who plans or pays, all with one refund-service. */
@Tag("full")
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefundRoundsIT {

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int AFFECTED = 5_000;
    private static final int PER_SECOND = 200;

    private static Stage stage;
    private static URI provider;
    private static RefundDatabase database;
    private static List<Contender> planning;

    @BeforeAll
    static void start() throws Exception {
        stage = new Stage(Path.of("..").toAbsolutePath().normalize(), null);
        provider = stage.program(StubProvider.class);
        Map<String, String> settings = new HashMap<>(RefundToPayout.PAYING);
        settings.putAll(RefundFanout.PLANNING);
        database = RefundDatabase.start(stage, provider.resolve("/provider").toString(), settings);
        planning = RefundFanout.contenders(database, new Effort(ROUND, ROUND, 3, true, 1, AFFECTED, 2 * AFFECTED));
    }

    @AfterAll
    static void end() throws Exception {
        stage.close();
    }

    @Test
    void every_due_line_is_planned_once() throws Exception {
        for (Contender contender : planning) {
            Sample sample = contender.round().run(ROUND);
            assertEquals(AFFECTED, sample.done(), contender.name());
            assertEquals(0, sample.lost(), contender.name());
        }
    }

    @Test
    void every_refund_is_paid_once_at_a_provider_that_is_not_always_clear() throws Exception {
        for (Contender contender : new RefundToPayout().contenders(stage, database, provider, PER_SECOND)) {
            Sample sample = contender.round().run(ROUND);
            assertEquals(PER_SECOND, sample.done(), contender.name());
            assertEquals(0, sample.lost(), contender.name());
        }
    }

    @Test
    void refunds_are_planned_and_paid_while_something_else_is_measured() throws Exception {
        RefundBulk bulk = RefundBulk.on(stage, database, AFFECTED);
        long paid = database.number("select count(*) from refund where state = 'SETTLED'");

        Sample sample = bulk.beside(() -> {
            database.await("select count(*) > " + (paid + PER_SECOND) + " from refund where state = 'SETTLED'");
            return Sample.ofRate(1, ROUND);
        });

        assertTrue(sample.bulk() > 0);
        assertEquals(0, database.number("select count(*) from refund where state = 'REQUESTED'"));
        assertEquals(0, database.number("select count(*) from refund where listing_id = 'AFFECTED'"));
    }
}
