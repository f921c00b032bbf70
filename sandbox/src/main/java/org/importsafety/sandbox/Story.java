package org.importsafety.sandbox;

import java.io.PrintStream;
import java.time.Instant;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What a person at the terminal reads, line by line as it happens; a long step shows how far it is. */
public final class Story {

    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean silent;

    /** @param terminal someone watches: progress is drawn as a bar, not told in lines */
    public Story(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public synchronized void say(String line) {
        if (!silent) {
            out.println(terminal ? ERASE_LINE + line : line);
            out.flush();
        }
    }

    /** With the programme's day and time in front. */
    public void tell(Instant at, String line) {
        say(ProgrammeTime.shown(at) + "  " + line);
    }

    /** Nothing more is said: the person has asked for the end. */
    synchronized void end() {
        silent = true;
    }

    synchronized boolean hasEnded() {
        return silent;
    }

    /** A long step with a known number of parts, which is told how many of them are done. */
    public void progress(String step, int parts, LongStep work) throws Exception {
        if (parts == 0) {
            work.run(done -> {});
        } else if (terminal) {
            try (ProgressBar bar = new ProgressBarBuilder()
                    .setTaskName(step)
                    .setInitialMax(parts)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(out))
                    .clearDisplayOnFinish()
                    .build()) {
                work.run(bar::stepTo);
            }
        } else {
            work.run(new Quarters(step, parts));
        }
    }

    /** A step that tells how far it is. */
    public interface LongStep {
        void run(IntConsumer done) throws Exception;
    }

    private final class Quarters implements IntConsumer {
        private final String step;
        private final int parts;
        private int told;

        Quarters(String step, int parts) {
            this.step = step;
            this.parts = parts;
        }

        @Override
        public void accept(int done) {
            int quarter = (int) (4L * done / parts);
            if (quarter > told && quarter < 4) {
                told = quarter;
                say("             " + step + ": " + 25 * quarter + " %");
            }
        }
    }
}
