package org.importsafety.benchmark.register;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.importsafety.benchmark.Benchmark;
import org.importsafety.benchmark.CallToAnswer;
import org.importsafety.benchmark.Contender;
import org.importsafety.benchmark.Effort;
import org.importsafety.benchmark.Figure;
import org.importsafety.benchmark.Goal;
import org.importsafety.benchmark.HttpCalls;
import org.importsafety.benchmark.HttpCalls.Call;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.raw.RawRegister;

/** How long anybody waits for the word whether something is blocked. */
public final class RegisterLookup implements Benchmark {

    private static final String OURS = "ours";
    private static final String RAW = "raw";
    private static final int PER_SECOND = 1000;
    private static final int QUICK_PER_SECOND = 200;
    private static final int BLOCKS = 100_000;
    private static final int QUICK_BLOCKS = 10_000;

    @Override
    public String name() {
        return "register-lookup";
    }

    @Override
    public String question() {
        return "1,000 a second of `GET /register` with 100,000 blocks in the table (half by listing, a quarter by GTIN, a quarter of unknown"
                + " listings), from the intended time to the whole answer. The floor is the same SQL on the same table by the PostgreSQL"
                + " client behind a bare Vert.x server.";
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.P50, Figure.P99, Figure.P999, Figure.MAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.below(Figure.P99, OURS, Duration.ofMillis(10)));
    }

    @Override
    public List<Contender> prepare(Stage stage, Effort effort) throws Exception {
        int perSecond = effort.quick() ? QUICK_PER_SECOND : PER_SECOND;
        int blocks = effort.quick() ? QUICK_BLOCKS : BLOCKS;
        URI ours = stage.service("enforcement-service", "enforcement", Map.of());
        ManyBlocks.fill(stage, blocks);
        URI raw =
                stage.program(RawRegister.class, String.valueOf(stage.postgres().port()), "enforcement");
        HttpCalls http = stage.closing(new HttpCalls());
        return List.of(contender(OURS, http, ours, blocks, perSecond), contender(RAW, http, raw, blocks, perSecond));
    }

    private static Contender contender(String name, HttpCalls http, URI server, int blocks, int perSecond) {
        Random draw = new Random(1);
        return new Contender(
                name,
                new CallToAnswer(
                        http, () -> Call.get(server.resolve("/register?" + question(draw, blocks))), perSecond));
    }

    private static String question(Random draw, int blocks) {
        int n = draw.nextInt(blocks);
        return switch (draw.nextInt(4)) {
            case 0 -> "listing=UNKNOWN" + n;
            case 1 -> "gtin=" + ManyBlocks.gtin(n);
            default -> "listing=" + ManyBlocks.listing(n);
        };
    }
}
