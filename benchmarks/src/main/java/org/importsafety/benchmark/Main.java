package org.importsafety.benchmark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.importsafety.benchmark.block.BlockLatency;
import org.importsafety.benchmark.block.BlockUnderBulk;
import org.importsafety.benchmark.refund.RefundFanout;
import org.importsafety.benchmark.refund.RefundToPayout;
import org.importsafety.benchmark.register.RegisterLookup;
import org.importsafety.benchmark.relay.RelayDrain;
import org.importsafety.benchmark.relay.RelayLatency;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./benchmarks/run}: measures ours beside its floors, with everything that it needs started and ended. */
@Command(
        name = "./benchmarks/run",
        usageHelpWidth = 120,
        sortOptions = false,
        header = {"Measures this system beside floors of raw clients, in alternate rounds on the same machine.", ""},
        footer = {
            "",
            "Exit code: 0 measured, whether or not the goals were met; 1 something did not run or an event was lost; 2 wrong usage."
        })
public final class Main implements Callable<Integer> {

    private static final int QUICK_SECONDS = 5;
    private static final int AFFECTED = 1_000_000;
    private static final int QUICK_AFFECTED = 20_000;
    private static final int MOST_AFFECTED = 10_000_000;
    private static final List<Benchmark> ALL = List.of(
            new BlockLatency(),
            new BlockUnderBulk(),
            new RegisterLookup(),
            new RefundFanout(),
            new RefundToPayout(),
            new RelayLatency(),
            new RelayDrain());

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which ones, see --list. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Names them with what they measure, and ends.")
    private boolean list;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long a round is, 1 to 600. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of each contender beside one to warm up, 3 to 50. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "For how many seconds each contender works before it is measured, 1 to 600. Default: as long as a"
                            + " round, and 60 at least where blocks are timed (quick: as long as a round).")
    private Integer warmUp;

    @Option(
            names = "--reports",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "block-latency, block-under-bulk: failing reports a second, 1 to 1,000. Default: ${DEFAULT-VALUE}.")
    private int reports;

    @Option(
            names = "--affected",
            paramLabel = "N",
            description =
                    "refund-fanout, block-under-bulk: order lines of the blocked listing. Default: 1,000,000 (quick:"
                            + " 20,000).")
    private Integer affected;

    @Option(
            names = "--lines",
            paramLabel = "N",
            description =
                    "refund-fanout: order lines in all. Default: five times those that are affected. 50,000,000 take"
                            + " 15 GB of disk and half an hour to fill.")
    private Integer lines;

    @Option(names = "--quick", description = "Rounds of 5 seconds at most and small tables: to see that it works.")
    private boolean quick;

    @Option(names = "--write", description = "Puts what was measured into docs/figures.md.")
    private boolean write;

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "A flight recording of each process into DIR. The figures of such a run are worse.")
    private Path profiles;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private final Path home;
    private final PrintStream out;

    Main(Path home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("importsafety.home", "")).toAbsolutePath();
        System.exit(new CommandLine(new Main(home, out)).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            ALL.forEach(benchmark -> out.println(benchmark.name() + "\n    " + benchmark.question()));
            return 0;
        }
        checkOptions();
        boolean lost = false;
        for (Benchmark benchmark : chosen()) {
            lost |= measure(benchmark, effort(benchmark.warmUp()));
        }
        return lost ? 1 : 0;
    }

    /** Returns true when an event was lost. */
    private boolean measure(Benchmark benchmark, Effort effort) throws Exception {
        Machine machine = Machine.look(Path.of(System.getProperty("java.io.tmpdir")));
        out.println(benchmark.name() + ": " + benchmark.question());
        out.println("  " + machine.inWords() + "; " + machine.stateInWords());
        if (!machine.isQuiet()) {
            out.println("  WARNING: others are at work here; ratios may still mean something, milliseconds do not");
        }
        Outcome outcome;
        Stage stage = new Stage(home, profiles);
        Thread end = new Thread(() -> close(stage), "end of the benchmark");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            outcome = Rounds.alternate(benchmark.prepare(stage, effort), effort, benchmark.figures(), out::println);
        } finally {
            close(stage);
            Runtime.getRuntime().removeShutdownHook(end);
        }
        Report report = new Report(benchmark, effort, machine, outcome);
        out.println();
        out.println(report.text());
        if (write) {
            new FiguresFile(home.resolve("docs/figures.md")).put(benchmark.name(), report.markdown());
        }
        return outcome.samples().keySet().stream().anyMatch(name -> outcome.lost(name) > 0);
    }

    private static void close(Stage stage) {
        try {
            stage.close();
        } catch (Exception e) {
            System.err.println("not all could be ended: " + e);
        }
    }

    private void checkOptions() {
        check(seconds >= 1 && seconds <= 600, "--seconds: from 1 to 600");
        check(rounds >= Effort.FEWEST_ROUNDS && rounds <= 50, "--rounds: from 3 to 50");
        check(warmUp == null || warmUp >= 1 && warmUp <= 600, "--warm-up: from 1 to 600");
        check(reports >= 1 && reports <= 1000, "--reports: from 1 to 1,000");
        check(
                blocked() >= 1 && blocked() <= MOST_AFFECTED && all() >= blocked(),
                "--affected: from 1 to %,d; --lines: not fewer".formatted(MOST_AFFECTED));
    }

    private void check(boolean right, String usage) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), usage);
        }
    }

    private int blocked() {
        return affected != null ? affected : quick ? QUICK_AFFECTED : AFFECTED;
    }

    private int all() {
        return lines != null ? lines : 5 * blocked();
    }

    /** @param least that a benchmark needs to warm up */
    private Effort effort(Duration least) {
        Duration round = Duration.ofSeconds(quick ? Math.min(seconds, QUICK_SECONDS) : seconds);
        return new Effort(round, warmUp(round, least), rounds, quick, reports, blocked(), all());
    }

    private Duration warmUp(Duration round, Duration least) {
        if (warmUp != null) {
            return Duration.ofSeconds(warmUp);
        }
        return quick || least.compareTo(round) < 0 ? round : least;
    }

    private List<Benchmark> chosen() {
        for (String name : names) {
            if (ALL.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'" + name + "' is none of "
                                + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", ")));
            }
        }
        return ALL.stream()
                .filter(benchmark -> names.isEmpty() || names.contains(benchmark.name()))
                .toList();
    }
}
