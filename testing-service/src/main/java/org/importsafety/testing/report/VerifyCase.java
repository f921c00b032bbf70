package org.importsafety.testing.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@link Recount}: for whoever wants to check a verdict without the service and its database. */
@Command(
        name = "verify-case",
        mixinStandardHelpOptions = true,
        description = {
            "Decides the verdicts of exported cases again, offline, from the reports as they came and the pinned plans.",
            "Export a case with GET /cases/{caseId}/export.%n"
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every verdict comes out as it was recorded",
            "1:a difference, named",
            "2:wrong usage, or a file that cannot be read"
        })
public final class VerifyCase implements Callable<Integer> {
    private static final int EQUAL = 0;
    private static final int DIFFERENT = 1;
    private static final int UNREADABLE = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "an exported case")
    private List<Path> files;

    public static void main(String[] args) {
        System.exit(new CommandLine(new VerifyCase()).execute(args));
    }

    @Override
    public Integer call() {
        int worst = EQUAL;
        for (Path file : files) {
            worst = Math.max(worst, verify(file));
        }
        return worst;
    }

    private int verify(Path file) {
        try {
            Recount.Outcome outcome = Recount.of(Files.readString(file));
            outcome.differences().forEach(difference -> say(file + ": " + difference));
            say(file + ": " + outcome.caseId() + ", " + outcome.verdicts() + " verdicts, "
                    + (outcome.differences().isEmpty()
                            ? "all as recorded"
                            : outcome.differences().size() + " differences"));
            return outcome.differences().isEmpty() ? EQUAL : DIFFERENT;
        } catch (IOException e) {
            spec.commandLine().getErr().println(file + ": cannot be read: " + e.getMessage());
            return UNREADABLE;
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
