package org.importsafety.benchmark;

import java.time.Duration;
import java.util.List;

/** One question, answered by figures of ours beside what it is held against. */
public interface Benchmark {

    /** As it is chosen on the command line. */
    String name();

    /** What is measured, from where to where, in one or two sentences. */
    String question();

    /** What is shown of each contender, in this order. */
    List<Figure> figures();

    List<Goal> goals();

    /** How long each contender works at least before anything is measured: until the compilers of all processes have seen the work. */
    default Duration warmUp() {
        return Duration.ZERO;
    }

    /** Starts all that is measured on the stage, which ends it. Returns those who take turns, ours first. */
    List<Contender> prepare(Stage stage, Effort effort) throws Exception;
}
