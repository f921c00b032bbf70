package org.importsafety.testing.report;

import java.math.BigDecimal;
import org.importsafety.testing.report.Finding.Result;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;

/**
 * A quantity held against a limit by a decision rule, exactly. It conforms or fails only where everything that the
 * quantity can be would do the same.
 *
 * @param reason why it is open, else null
 * @param marginal the limit is within the uncertainty of a measured value
 */
record Comparison(Result result, String reason, boolean marginal) {
    /** Within the uncertainty of the limit, where the rule decides nothing. */
    static final String IN_GUARD_BAND = "IN_GUARD_BAND";
    /** The rule needs an uncertainty, and the laboratory told none. */
    static final String NO_UNCERTAINTY = "NO_UNCERTAINTY";

    /** @param undecided the reason where the ends of the quantity are on both sides of the limit */
    static Comparison of(Quantity quantity, Limit limit, DecisionRule rule, String undecided) {
        return switch (limit.comparator()) {
            case LT, LE -> atMost(quantity, limit.limit(), limit.comparator(), rule, undecided);
            case GE -> atLeast(quantity, limit.limit(), rule, undecided);
            case RANGE ->
                atLeast(quantity, limit.limit(), rule, undecided)
                        .and(atMost(quantity, limit.upper(), Comparator.LE, rule, undecided));
            case BANNED, PASS -> throw new IllegalArgumentException("no number to compare with: " + limit.item());
        };
    }

    private static Comparison atLeast(Quantity quantity, BigDecimal limit, DecisionRule rule, String undecided) {
        return atMost(quantity.mirrored(), limit.negate(), Comparator.LE, rule, undecided);
    }

    private static Comparison atMost(
            Quantity quantity, BigDecimal limit, Comparator comparator, DecisionRule rule, String undecided) {
        BigDecimal uncertainty = quantity.uncertainty();
        BigDecimal accepted = rule.acceptance(limit, uncertainty);
        BigDecimal rejected = rule.rejection(limit, uncertainty);
        Result result = between(quantity, accepted, rejected, comparator);
        boolean marginal =
                quantity.isExact() && uncertainty != null && rule.isMarginal(quantity.upper(), limit, uncertainty);
        if (result != Result.OPEN) {
            return new Comparison(result, null, marginal);
        }
        boolean bareLimitDecides = between(quantity, limit, limit, comparator) != Result.OPEN;
        String unknown = accepted == null || rejected == null ? NO_UNCERTAINTY : IN_GUARD_BAND;
        return new Comparison(Result.OPEN, bareLimitDecides ? unknown : undecided, marginal);
    }

    private static Result between(Quantity quantity, BigDecimal accepted, BigDecimal rejected, Comparator comparator) {
        if (accepted != null && quantity.upper() != null) {
            int order = quantity.upper().compareTo(accepted);
            if (order < 0 || order == 0 && !(comparator == Comparator.LT && quantity.upperIncluded())) {
                return Result.CONFORMS;
            }
        }
        if (rejected != null && quantity.lower() != null) {
            int order = quantity.lower().compareTo(rejected);
            if (order > 0 || order == 0 && (comparator == Comparator.LT || !quantity.lowerIncluded())) {
                return Result.FAILS;
            }
        }
        return Result.OPEN;
    }

    private Comparison and(Comparison other) {
        boolean either = marginal || other.marginal;
        if (result == Result.FAILS || other.result == Result.FAILS) {
            return new Comparison(Result.FAILS, null, either);
        }
        Comparison leading = result == Result.OPEN ? this : other;
        return new Comparison(leading.result, leading.reason, either);
    }
}
