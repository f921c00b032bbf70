package org.importsafety.benchmark;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of each contender, beside one to warm up
 * @param quick smaller tables and fewer events, where a benchmark fills any
 * @param affected order lines of the listing that is blocked
 * @param lines order lines in all
 */
public record Effort(Duration round, int rounds, boolean quick, int affected, int lines) {

    public static final int FEWEST_ROUNDS = 3;

    public Effort {
        if (round.isNegative() || round.isZero() || rounds < FEWEST_ROUNDS) {
            throw new IllegalArgumentException(
                    "a round lasts a second or more, and there are " + FEWEST_ROUNDS + " or more");
        }
        if (affected < 1 || lines < affected) {
            throw new IllegalArgumentException("one line is affected, or more, and not more than there are");
        }
    }

    /** As long as a round: the compilers of all processes have then seen the work. */
    public Duration warmUp() {
        return round;
    }

    /** How many calls all of a contender's rounds make, the one to warm up included. */
    public int calls(int perSecond) {
        return Math.toIntExact(round.multipliedBy(rounds + 1L).toMillis() * perSecond / 1000) + rounds + 1;
    }
}
