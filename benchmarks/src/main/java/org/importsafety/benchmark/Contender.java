package org.importsafety.benchmark;

import java.time.Duration;

/** One of those who take turns. */
public record Contender(String name, Round round) {

    /** The same work each time it is called. */
    @FunctionalInterface
    public interface Round {
        /** @param time how long work is given out; the round ends when all of it is through, or is given up as lost */
        Sample run(Duration time) throws Exception;
    }
}
