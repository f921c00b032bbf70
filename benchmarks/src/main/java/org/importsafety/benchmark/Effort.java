package org.importsafety.benchmark;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of each contender, beside one to warm up
 * @param quick smaller tables and fewer events, where a benchmark fills any
 */
public record Effort(Duration round, int rounds, boolean quick) {

    public static final int FEWEST_ROUNDS = 3;

    public Effort {
        if (round.isNegative() || round.isZero() || rounds < FEWEST_ROUNDS) {
            throw new IllegalArgumentException(
                    "a round lasts a second or more, and there are " + FEWEST_ROUNDS + " or more");
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
