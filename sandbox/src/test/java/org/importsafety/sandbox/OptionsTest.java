package org.importsafety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OptionsTest {

    private static final Path HOME = Path.of("home");

    @Test
    void nothing_said_means_the_shops_month_with_its_plan() {
        Options options = complete();

        assertEquals(YearMonth.of(2011, 5), options.month);
        assertEquals(HOME.resolve("sandbox/data/shop-2011h1/plan.csv"), options.plan);
        assertEquals(3600, options.speed);
        assertEquals(Path.of("out"), options.out);
        assertTrue(options.faultSet().isEmpty());
    }

    @Test
    void own_data_need_a_month_and_a_plan_or_a_number() {
        assertRefused("--month is needed", "--listings", "l.csv", "--orders", "o.csv", "--top", "5");
        assertRefused("--plan or --top", "--listings", "l.csv", "--orders", "o.csv", "--month", "2017-03");
        assertRefused("go together", "--listings", "l.csv");
        assertEquals(5, complete("--listings", "l", "--orders", "o", "--month", "2017-03", "--top", "5").top);
    }

    @Test
    void faults_that_this_version_lacks_are_refused_by_name() {
        assertRefused("no fault 'no-such-fault'", "--faults", "duplicate-orders,no-such-fault");
        assertEquals(
                Set.of(Fault.DUPLICATE_ORDERS, Fault.LOST_PROVIDER_ANSWER),
                complete("--faults", "lost-provider-answer,duplicate-orders").faultSet());
    }

    @Test
    void values_out_of_range_are_refused() {
        assertRefused("--rule", "--rule", "most-liked");
        assertRefused("--failures", "--failures", "1.5");
        assertRefused("--speed", "--speed", "0");
        assertRefused("--top", "--top", "0");
        assertRefused("--port-base", "--port-base", "80");
        assertRefused("not both", "--top", "5", "--plan", "plan.csv");
        assertRefused("--fresh", "--fresh");
    }

    @Test
    void what_cannot_be_understood_is_wrong_usage() {
        CommandLine line =
                new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("options", mixin()));

        assertThrows(CommandLine.UnmatchedArgumentException.class, () -> line.parseArgs("--unknown"));
        assertThrows(CommandLine.ParameterException.class, () -> line.parseArgs("--month", "May"));
        assertThrows(CommandLine.ParameterException.class, () -> line.parseArgs("--speed", "fast"));
    }

    private static CommandLine.Model.CommandSpec mixin() {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(new Options());
    }

    private static Options complete(String... arguments) {
        Options options = CommandLine.populateCommand(new Options(), arguments);
        options.complete(HOME);
        return options;
    }

    private static void assertRefused(String part, String... arguments) {
        Refusal refusal = assertThrows(Refusal.class, () -> complete(arguments));
        assertEquals(Refusal.BAD_INPUT, refusal.exitCode());
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
}
