package org.importsafety.benchmark;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUp how long each contender works before anything is measured
 * @param rounds of each contender, beside that
 * @param quick smaller tables and fewer events, where a benchmark fills any
 * @param reports failing ones, a second
 * @param affected order lines of the listing that is blocked
 * @param lines order lines in all
 */
public record Effort(Duration round, Duration warmUp, int rounds, boolean quick, int reports, int affected, int lines) {

    public static final int FEWEST_ROUNDS = 3;

    public Effort {
        if (round.isNegative() || round.isZero() || rounds < FEWEST_ROUNDS) {
            throw new IllegalArgumentException(
                    "a round lasts a second or more, and there are " + FEWEST_ROUNDS + " or more");
        }
        if (warmUp.isNegative() || warmUp.isZero() || reports < 1) {
            throw new IllegalArgumentException("there is a time to warm up, and a report a second or more");
        }
        if (affected < 1 || lines < affected) {
            throw new IllegalArgumentException("one line is affected, or more, and not more than there are");
        }
    }

    /** How many calls all of a contender's rounds make, the one to warm up included. */
    public int calls(int perSecond) {
        return Math.toIntExact(warmUp.plus(round.multipliedBy(rounds)).toMillis() * perSecond / 1000) + rounds + 1;
    }
}
