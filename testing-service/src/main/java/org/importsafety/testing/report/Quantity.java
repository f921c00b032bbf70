package org.importsafety.testing.report;

import java.math.BigDecimal;
import java.util.function.BinaryOperator;

/**
 * What is known of a quantity: the ends between which it lies, equal ones where it was measured. "Less than" has no
 * lower end, "more than" no upper one.
 *
 * @param lower null: no lower end
 * @param lowerIncluded whether it may be the lower end itself
 * @param upper null: no upper end
 * @param upperIncluded whether it may be the upper end itself
 * @param uncertainty expanded, k = 2; null: not told. A bound has none of its own: zero, where nothing was told
 */
record Quantity(
        BigDecimal lower, boolean lowerIncluded, BigDecimal upper, boolean upperIncluded, BigDecimal uncertainty) {

    static Quantity exactly(BigDecimal value, BigDecimal uncertainty) {
        return new Quantity(value, true, value, true, uncertainty);
    }

    static Quantity below(BigDecimal value, BigDecimal uncertainty) {
        return new Quantity(null, true, value, false, uncertainty == null ? BigDecimal.ZERO : uncertainty);
    }

    static Quantity above(BigDecimal value, BigDecimal uncertainty) {
        return new Quantity(value, false, null, true, uncertainty == null ? BigDecimal.ZERO : uncertainty);
    }

    boolean isExact() {
        return lower != null && upper != null && lower.compareTo(upper) == 0;
    }

    /** So that a lower limit is judged as an upper one. */
    Quantity mirrored() {
        return new Quantity(
                upper == null ? null : upper.negate(),
                upperIncluded,
                lower == null ? null : lower.negate(),
                lowerIncluded,
                uncertainty);
    }

    /** An amount of something is not less than nothing. */
    Quantity fromZero() {
        return lower != null ? this : new Quantity(BigDecimal.ZERO, true, upper, upperIncluded, uncertainty);
    }

    Quantity withoutUpper() {
        return new Quantity(lower, lowerIncluded, null, true, uncertainty);
    }

    /**
     * The uncertainties are added: components from one run err together, and the sum's uncertainty is never more than
     * this.
     */
    Quantity plus(Quantity other) {
        return new Quantity(
                lower.add(other.lower),
                lowerIncluded && other.lowerIncluded,
                orNull(BigDecimal::add, upper, other.upper),
                upperIncluded && other.upperIncluded,
                orNull(BigDecimal::add, uncertainty, other.uncertainty));
    }

    /** Of two measurements of one thing the one that is worse for an upper limit. */
    Quantity orMore(Quantity other) {
        boolean otherIsMore = lower.compareTo(other.lower) < 0;
        Quantity more = otherIsMore ? other : this;
        BigDecimal most = orNull(BigDecimal::max, upper, other.upper);
        return new Quantity(more.lower, more.lowerIncluded, most, most == null || more.upperIncluded, more.uncertainty);
    }

    private static BigDecimal orNull(BinaryOperator<BigDecimal> operation, BigDecimal one, BigDecimal other) {
        return one == null || other == null ? null : operation.apply(one, other);
    }

    /** As it is published: a bound by its sign, a sum that is not known exactly by its two ends. */
    String text() {
        if (isExact()) {
            return lower.toPlainString();
        }
        if (lower == null || lower.signum() == 0 && upper != null) {
            return "<" + upper.toPlainString();
        }
        if (upper == null) {
            return ">" + lower.toPlainString();
        }
        return lower.toPlainString() + "-" + upper.toPlainString();
    }
}
