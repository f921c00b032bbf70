package org.importsafety.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.importsafety.sandbox.input.BadInput;
import org.importsafety.sandbox.input.Inputs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./run}: plays one month of sales to its end with real Kafka, real PostgreSQL and the services as processes. */
@Command(
        name = "./run",
        usageHelpWidth = 120,
        sortOptions = false,
        abbreviateSynopsis = true,
        header = {"Plays one month of real sales: orders in, best sellers selected, tested, blocked, refunded.", ""},
        footer = {
            "",
            "Exit code: 0 the month has ended, 1 it has not (says what it waits for), 2 wrong usage or bad input,",
            "3 another one runs or a port is taken."
        })
public final class Main implements Callable<Integer> {

    @Mixin
    private Options options;

    private final Path home;
    private final Story story;

    private Main(Path home, PrintStream out) {
        this.home = home;
        this.story = new Story(out, Boolean.getBoolean("importsafety.terminal"));
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("importsafety.home", "")).toAbsolutePath();
        Main main = new Main(home, out);
        CommandLine line = new CommandLine(main);
        line.setExecutionExceptionHandler((trouble, command, parsed) -> main.explain(trouble));
        System.exit(line.execute(arguments));
    }

    /** What follows from Ctrl-C is no trouble. */
    private int explain(Exception trouble) {
        if (story.hasEnded()) {
            return Refusal.NOT_ENDED;
        }
        if (trouble instanceof Refusal refusal) {
            System.err.println(refusal.getMessage());
            return refusal.exitCode();
        }
        if (trouble instanceof BadInput) {
            System.err.println(trouble.getMessage());
            return Refusal.BAD_INPUT;
        }
        System.err.println("The run cannot go on:");
        trouble.printStackTrace();
        return Refusal.NOT_ENDED;
    }

    @Override
    public Integer call() throws Exception {
        long began = System.nanoTime();
        options.complete(home);
        Inputs inputs = options.infraOnly
                ? null
                : Inputs.read(options.listings, options.orders, options.plan, options.labResults);
        Ports ports = new Ports(options.portBase);
        Map<String, String> setting = setting();
        if (options.prepare || options.join) {
            return besideServices(inputs, ports, setting);
        }
        try (DataFolder data = DataFolder.open(options.data, options.fresh)) {
            if (!options.infraOnly) {
                Sandbox.checkBuilt(home);
                checkSame(data, setting);
            }
            ports.check(options.infraOnly);
            story.say("             data in " + data.path() + (options.data == null ? ", deleted at the end" : ""));
            try (Sandbox sandbox = new Sandbox(options, home, data, ports, story, setting)) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sandbox), "end of the run"));
                return options.infraOnly ? onlyInfrastructure(sandbox) : month(sandbox, inputs, began);
            }
        }
    }

    private int month(Sandbox sandbox, Inputs inputs, long began) throws Exception {
        story.tell(
                sandbox.time().now(), "programme time of " + options.month + ", " + options.speed + " times as fast");
        sandbox.startInfrastructure();
        sandbox.startParties(inputs);
        if (!sandbox.playMonth(inputs)) {
            return Refusal.NOT_ENDED;
        }
        story.say("  %-14s%d s from the start".formatted("in all", (System.nanoTime() - began) / 1_000_000_000));
        if (!options.exit) {
            story.say("\nEverything stays up until Ctrl-C: " + sandbox.opensAt()
                    + ". Tokens for curl and the dashboard are in " + options.out.resolve("tokens"));
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** As docker-compose.yml has it; where the parties are up already, nothing is to be prepared. */
    private int besideServices(Inputs inputs, Ports ports, Map<String, String> setting) throws Exception {
        try (DataFolder data = DataFolder.open(options.data, options.fresh)) {
            checkSame(data, setting);
            if (options.prepare) {
                Joined.prepare(options, data, setting);
                story.say("             topics, keys, tokens and programme time are in place");
                return 0;
            }
            Joined joined = new Joined(options, data, story, setting);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                story.end();
                                joined.close();
                            },
                            "end of the run"));
            story.tell(
                    joined.time().now(),
                    "programme time of " + options.month + ", " + options.speed + " times as fast");
            if (!joined.playMonth(inputs, ports.shop())) {
                return Refusal.NOT_ENDED;
            }
            if (!options.exit) {
                new CountDownLatch(1).await();
            }
            return 0;
        } catch (Refusal refusal) {
            if (options.prepare && refusal.exitCode() == Refusal.OCCUPIED) {
                story.say("             the parties are up already");
                return 0;
            }
            throw refusal;
        }
    }

    private int onlyInfrastructure(Sandbox sandbox) throws InterruptedException {
        sandbox.startInfrastructure();
        story.say(sandbox.adviceForDevelopment());
        story.say("Kafka and PostgreSQL stay up; Ctrl-C ends them.");
        new CountDownLatch(1).await();
        return 0;
    }

    private void end(Sandbox sandbox) {
        story.end();
        sandbox.close();
    }

    /** What the data are of: the same data cannot become another month's. */
    private Map<String, String> setting() {
        Map<String, String> setting = new LinkedHashMap<>();
        setting.put("--month", options.month.toString());
        setting.put("--rule", options.rule);
        setting.put("--top", String.valueOf(options.top));
        setting.put("--seed", String.valueOf(options.seed));
        setting.put("--failures", options.failures.stripTrailingZeros().toPlainString());
        if (!options.infraOnly) {
            setting.put("--listings", Inputs.fingerprint(options.listings));
            setting.put("--orders", Inputs.fingerprint(options.orders));
            setting.put("--plan", Inputs.fingerprint(options.plan));
            setting.put("--lab-results", Inputs.fingerprint(options.labResults));
        }
        return setting;
    }

    private static void checkSame(DataFolder data, Map<String, String> setting) {
        DataFolder.Kept kept = data.kept();
        if (kept == null || kept.setting().equals(setting)) {
            return;
        }
        StringBuilder sentence = new StringBuilder("the data in " + data.path() + " are of another run:");
        setting.forEach((option, value) -> {
            String before = kept.setting().get(option);
            if (!value.equals(before)) {
                sentence.append(' ')
                        .append(option)
                        .append(" was ")
                        .append(shortened(before))
                        .append(", is ");
                sentence.append(shortened(value)).append(';');
            }
        });
        throw new Refusal(Refusal.BAD_INPUT, sentence + " take another --data, or --fresh to begin anew");
    }

    private static String shortened(String value) {
        return value != null && value.length() == 64 ? "a file of SHA-256 " + value.substring(0, 8) + "..." : value;
    }
}
