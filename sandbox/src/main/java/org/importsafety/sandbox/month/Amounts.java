package org.importsafety.sandbox.month;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.importsafety.sandbox.month.Facts.Refund;
import org.importsafety.sandbox.month.Facts.Sum;

/** Sums of money as a person reads them; minor units inside, never added across currencies. */
final class Amounts {

    private Amounts() {}

    static String of(Collection<Refund> refunds) {
        Map<String, Long> sums = refunds.stream()
                .collect(Collectors.groupingBy(Refund::currency, TreeMap::new, Collectors.summingLong(Refund::amount)));
        return of(sums.entrySet().stream()
                .map(sum -> new Sum(sum.getKey(), sum.getValue()))
                .toList());
    }

    static String of(List<Sum> sums) {
        return sums.isEmpty() ? "nothing" : sums.stream().map(Amounts::shown).collect(Collectors.joining(" + "));
    }

    private static String shown(Sum sum) {
        int decimals = Math.max(0, Currency.getInstance(sum.currency()).getDefaultFractionDigits());
        return "%s %,.{decimals}f"
                .replace("{decimals}", String.valueOf(decimals))
                .formatted(sum.currency(), BigDecimal.valueOf(sum.amount(), decimals));
    }
}
