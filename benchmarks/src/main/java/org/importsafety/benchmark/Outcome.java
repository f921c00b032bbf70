package org.importsafety.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All rounds of a benchmark, by contender in their order. The median of the rounds is what counts, so that a neighbour's burst in one of
 * them does not; a ratio is taken within each turn, so that what slows the whole machine down for a while slows both.
 */
public record Outcome(Map<String, List<Sample>> samples) {

    public Outcome {
        Map<String, List<Sample>> copy = new LinkedHashMap<>();
        samples.forEach((name, rounds) -> copy.put(name, List.copyOf(rounds)));
        samples = copy;
    }

    long median(Figure figure, String contender) {
        return middle(values(figure, contender));
    }

    long least(Figure figure, String contender) {
        return values(figure, contender).get(0);
    }

    long most(Figure figure, String contender) {
        List<Long> values = values(figure, contender);
        return values.get(values.size() - 1);
    }

    /** Ours by the other's, of each turn; the median of them, with two decimals. */
    BigDecimal ratio(Figure figure, String ours, String other) {
        List<Sample> a = samples.get(ours);
        List<Sample> b = samples.get(other);
        List<BigDecimal> ratios = IntStream.range(0, a.size())
                .mapToObj(turn -> BigDecimal.valueOf(figure.of(a.get(turn)))
                        .divide(BigDecimal.valueOf(Math.max(1, figure.of(b.get(turn)))), 2, RoundingMode.HALF_UP))
                .sorted()
                .toList();
        return ratios.get(ratios.size() / 2);
    }

    long lost(String contender) {
        return samples.get(contender).stream().mapToLong(Sample::lost).sum();
    }

    private List<Long> values(Figure figure, String contender) {
        return samples.get(contender).stream().map(figure::of).sorted().toList();
    }

    private static long middle(List<Long> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
