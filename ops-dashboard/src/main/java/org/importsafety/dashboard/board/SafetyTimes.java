package org.importsafety.dashboard.board;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.importsafety.dashboard.cases.SafetyCase;
import org.importsafety.dashboard.cases.TimeToSafe;

/**
 * A month's times to safe as a histogram.
 *
 * @param bounds the columns' upper bounds in seconds, inclusive; one more column is for what took longer
 */
record SafetyTimes(List<Long> bounds, List<Step> steps) {
    /** From what nobody notices to what is too long: the EU's Product Safety Pledge asks for two working days. */
    private static final List<Long> BOUNDS = Stream.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(2),
                    Duration.ofDays(7))
            .map(Duration::toSeconds)
            .toList();

    /**
     * @param step blocked, confirmed, verified or refunded
     * @param cases how many have got there
     * @param median of their seconds, the lower one of two; null where there is none
     * @param counts by column
     */
    record Step(String step, long cases, Long median, List<Long> counts) {}

    static SafetyTimes of(List<SafetyCase> cases) {
        List<TimeToSafe> times =
                cases.stream().map(TimeToSafe::of).filter(Objects::nonNull).toList();
        return new SafetyTimes(
                BOUNDS,
                List.of(
                        step("blocked", times, TimeToSafe::blocked),
                        step("confirmed", times, TimeToSafe::confirmed),
                        step("verified", times, TimeToSafe::verified),
                        step("refunded", times, TimeToSafe::refunded)));
    }

    private static Step step(String name, List<TimeToSafe> times, Function<TimeToSafe, Long> of) {
        List<Long> seconds =
                times.stream().map(of).filter(Objects::nonNull).sorted().toList();
        return new Step(
                name,
                seconds.size(),
                seconds.isEmpty() ? null : seconds.get((seconds.size() - 1) / 2),
                IntStream.rangeClosed(0, BOUNDS.size())
                        .mapToObj(column -> seconds.stream()
                                .filter(each -> columnOf(each) == column)
                                .count())
                        .toList());
    }

    private static int columnOf(long seconds) {
        return (int) BOUNDS.stream().filter(bound -> bound < seconds).count();
    }
}
