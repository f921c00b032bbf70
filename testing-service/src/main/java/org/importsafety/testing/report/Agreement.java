package org.importsafety.testing.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.standard.Unit;

/**
 * What two laboratories measured on one part of a split sample, held against each other; values in the first one's unit.
 * A value that has no common unit with it carries its own.
 *
 * @param first as it was reported, bounds by their sign; null where only the other measured this
 * @param second likewise
 * @param difference first minus second, exactly; null unless both are numbers of one kind
 * @param relativeDifference of their mean; null where that is zero
 * @param en the E_n score of ISO 13528:2022: the difference's size over the root of the sum of both expanded
 *     uncertainties' squares; null unless both are stated and one is not zero
 * @param satisfactory of an E_n number: whether it is 1 or less, decided before it is rounded; of a physical test:
 *     whether both say the same; else null
 */
record Agreement(
        String item,
        String part,
        String unit,
        String first,
        String second,
        BigDecimal difference,
        BigDecimal relativeDifference,
        BigDecimal en,
        Boolean satisfactory) {
    /** To show and to average; nothing is decided by a rounded number. */
    static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);

    private record Key(String item, String part, int replicate) {}

    /**
     * What two laboratories say of an item, over all their split samples.
     *
     * @param count rows that both measured
     * @param meanRelativeDifference above zero: the first measures more; null where there is none
     * @param judged rows that could be found satisfactory or not
     * @param shareSatisfactory of those; null where there is none
     */
    record Summary(
            String firstLab,
            String secondLab,
            String item,
            int count,
            BigDecimal meanRelativeDifference,
            int judged,
            BigDecimal shareSatisfactory) {}

    /** Row by row, by item, part and the order among their like; what only one of them measured comes too. */
    static List<Agreement> of(List<Measurement> first, List<Measurement> second) {
        Map<Key, Measurement> ones = byKey(first);
        Map<Key, Measurement> others = byKey(second);
        List<Key> keys = new ArrayList<>(ones.keySet());
        others.keySet().stream().filter(key -> !ones.containsKey(key)).forEach(keys::add);
        return keys.stream().map(key -> of(ones.get(key), others.get(key))).toList();
    }

    private static Map<Key, Measurement> byKey(List<Measurement> rows) {
        Map<Key, Measurement> byKey = new LinkedHashMap<>();
        for (Measurement row : rows) {
            int replicate = 1;
            while (byKey.putIfAbsent(new Key(row.item(), row.part(), replicate), row) != null) {
                replicate++;
            }
        }
        return byKey;
    }

    private static Agreement of(Measurement one, Measurement other) {
        Measurement named = one == null ? other : one;
        boolean together = one != null && other != null && isOneKind(one, other);
        if (!together || one.kind() == Kind.PASS_FAIL) {
            return new Agreement(
                    named.item(),
                    named.part(),
                    together ? null : named.unit(),
                    one == null ? null : text(one, one.unit()),
                    other == null
                            ? null
                            : text(other, other.unit()) + (one == null || together ? "" : inItsUnit(other)),
                    null,
                    null,
                    null,
                    together ? one.value().equals(other.value()) : null);
        }
        return compared(one, other);
    }

    private static Agreement compared(Measurement one, Measurement other) {
        String unit = one.unit();
        boolean exact = isExact(one) && isExact(other);
        BigDecimal difference = exact ? one.number().subtract(inUnit(other.value(), other, unit)) : null;
        BigDecimal variance = exact ? variance(one, other) : null;
        boolean hasEn = variance != null && variance.signum() != 0;
        return new Agreement(
                one.item(),
                one.part(),
                unit,
                text(one, unit),
                text(other, unit),
                difference,
                exact ? relative(difference, one.number().add(inUnit(other.value(), other, unit))) : null,
                hasEn ? difference.abs().divide(variance.sqrt(MathContext.DECIMAL64), DIGITS) : null,
                hasEn ? difference.pow(2).compareTo(variance) <= 0 : null);
    }

    /** U1² + U2², in the first one's unit. */
    private static BigDecimal variance(Measurement one, Measurement other) {
        return one.uncertainty() == null || other.uncertainty() == null
                ? null
                : new BigDecimal(one.uncertainty())
                        .pow(2)
                        .add(inUnit(other.uncertainty(), other, one.unit()).pow(2));
    }

    private static BigDecimal relative(BigDecimal difference, BigDecimal sum) {
        return sum.signum() == 0
                ? null
                : difference.multiply(BigDecimal.valueOf(2)).divide(sum, DIGITS);
    }

    private static boolean isOneKind(Measurement one, Measurement other) {
        return one.kind() == Kind.PASS_FAIL || other.kind() == Kind.PASS_FAIL
                ? one.kind() == other.kind()
                : Objects.equals(one.unit(), other.unit()) || unit(one.unit()).convertsTo(unit(other.unit()));
    }

    private static boolean isExact(Measurement row) {
        return row.kind() == Kind.NUMBER || row.kind() == Kind.COUNT;
    }

    private static String text(Measurement row, String unit) {
        return switch (row.kind()) {
            case PASS_FAIL -> row.value();
            case BELOW -> "<" + inUnit(row.value(), row, unit).toPlainString();
            case ABOVE -> ">" + inUnit(row.value(), row, unit).toPlainString();
            case NUMBER, COUNT -> inUnit(row.value(), row, unit).toPlainString();
        };
    }

    private static String inItsUnit(Measurement row) {
        return row.unit() == null ? "" : " " + row.unit();
    }

    private static BigDecimal inUnit(String number, Measurement row, String unit) {
        BigDecimal value = new BigDecimal(number);
        return Objects.equals(row.unit(), unit) ? value : unit(row.unit()).convert(value, unit(unit));
    }

    private static Unit unit(String name) {
        return Unit.of(name).orElseThrow(() -> new IllegalArgumentException("unknown unit " + name));
    }

    boolean isOfBoth() {
        return first != null && second != null;
    }

    /** The same seen from the other laboratory, so that a pair's rows can be taken together. */
    private Agreement mirrored() {
        return new Agreement(
                item,
                part,
                unit,
                second,
                first,
                difference == null ? null : difference.negate(),
                relativeDifference == null ? null : relativeDifference.negate(),
                en,
                satisfactory);
    }

    /** @param rows of one case */
    record OfCase(String firstLab, String secondLab, List<Agreement> rows) {
        private OfCase byName() {
            return firstLab.compareTo(secondLab) <= 0
                    ? this
                    : new OfCase(
                            secondLab,
                            firstLab,
                            rows.stream().map(Agreement::mirrored).toList());
        }
    }

    private record PairAndItem(String firstLab, String secondLab, String item) implements Comparable<PairAndItem> {
        private static final Comparator<PairAndItem> ORDER = Comparator.comparing(PairAndItem::firstLab)
                .thenComparing(PairAndItem::secondLab)
                .thenComparing(PairAndItem::item);

        @Override
        public int compareTo(PairAndItem other) {
            return ORDER.compare(this, other);
        }
    }

    /** By pair of laboratories and item, the laboratories in the order of their codes. */
    static List<Summary> summaries(List<OfCase> cases) {
        Map<PairAndItem, List<Agreement>> groups = new TreeMap<>();
        for (OfCase one : cases) {
            OfCase byName = one.byName();
            byName.rows().stream().filter(Agreement::isOfBoth).forEach(row -> groups.computeIfAbsent(
                            new PairAndItem(byName.firstLab(), byName.secondLab(), row.item()),
                            key -> new ArrayList<>())
                    .add(row));
        }
        return groups.entrySet().stream()
                .map(group -> summary(group.getKey(), group.getValue()))
                .toList();
    }

    private static Summary summary(PairAndItem of, List<Agreement> rows) {
        List<BigDecimal> relative = rows.stream()
                .map(Agreement::relativeDifference)
                .filter(Objects::nonNull)
                .toList();
        List<Boolean> judged = rows.stream()
                .map(Agreement::satisfactory)
                .filter(Objects::nonNull)
                .toList();
        long satisfactory = judged.stream().filter(yes -> yes).count();
        return new Summary(
                of.firstLab(),
                of.secondLab(),
                of.item(),
                rows.size(),
                share(relative.stream().reduce(BigDecimal.ZERO, BigDecimal::add), relative.size()),
                judged.size(),
                share(BigDecimal.valueOf(satisfactory), judged.size()));
    }

    private static BigDecimal share(BigDecimal sum, int count) {
        return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), DIGITS);
    }
}
