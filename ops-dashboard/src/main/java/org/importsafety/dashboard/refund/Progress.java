package org.importsafety.dashboard.refund;

import java.util.List;
import java.util.TreeMap;

/**
 * How far refunds have come.
 *
 * @param requested how many the provider was ever asked for; settled and failed are of them
 * @param amounts by currency
 */
public record Progress(long requested, long settled, long failed, List<Amounts> amounts) {
    public static final Progress NONE = new Progress(0, 0, 0, List.of());

    /** Sums in one currency, minor units. */
    public record Amounts(String currency, long requested, long settled) {
        Amounts plus(Amounts other) {
            return new Amounts(currency, requested + other.requested, settled + other.settled);
        }
    }

    /** Both together. */
    public Progress plus(Progress other) {
        TreeMap<String, Amounts> sums = new TreeMap<>();
        amounts.forEach(sum -> sums.put(sum.currency(), sum));
        other.amounts.forEach(sum -> sums.merge(sum.currency(), sum, Amounts::plus));
        return new Progress(
                requested + other.requested,
                settled + other.settled,
                failed + other.failed,
                List.copyOf(sums.values()));
    }
}
