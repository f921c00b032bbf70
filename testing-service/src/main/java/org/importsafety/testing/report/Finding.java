package org.importsafety.testing.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.importsafety.events.Nonconformity;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Unit;

/**
 * One measurement, or one sum, held against one limit; as it is kept and shown.
 *
 * @param measured in the limit's unit; "<" or ">" before a bound
 * @param reason why it stays open, else null
 * @param ratio measured by limit, computed and never copied; null where there is none
 */
record Finding(
        String item,
        String part,
        String method,
        String measured,
        Limit.Comparator comparator,
        String limit,
        String unit,
        Result result,
        String reason,
        boolean marginal,
        String ratio,
        String source) {
    static final String LOQ_ABOVE_LIMIT = "LOQ_ABOVE_LIMIT";
    static final String SATURATED_BELOW_LIMIT = "SATURATED_BELOW_LIMIT";
    static final String NO_LOQ = "NO_LOQ";
    /** Another kind of result, or of unit, than the limit's: only where a plan is tried on reports for another. */
    static final String NOT_COMPARABLE = "NOT_COMPARABLE";

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    enum Result {
        CONFORMS,
        FAILS,
        OPEN
    }

    static Finding of(Measurement row, Limit limit, DecisionRule rule) {
        if (!isComparable(row, limit)) {
            return of(row, limit, row.value(), new Comparison(Result.OPEN, NOT_COMPARABLE, false), null);
        }
        if (row.kind() == Kind.PASS_FAIL) {
            return of(row, limit, row.value(), decided(row.value().equals("PASS")), null);
        }
        Quantity quantity = quantity(row, limit);
        Comparison comparison = limit.comparator() == Limit.Comparator.BANNED
                ? banned(row, quantity, limit)
                : Comparison.of(
                        quantity, limit, rule, row.kind() == Kind.BELOW ? LOQ_ABOVE_LIMIT : SATURATED_BELOW_LIMIT);
        return of(row, limit, quantity.text(), comparison, ratio(quantity.lower(), limit));
    }

    static Finding of(Measurement row, Limit limit, String measured, Comparison comparison, String ratio) {
        return new Finding(
                limit.item(),
                row.part(),
                row.method(),
                measured,
                limit.comparator(),
                limit.text(),
                limit.unit(),
                comparison.result(),
                comparison.reason(),
                comparison.marginal(),
                ratio,
                limit.source());
    }

    static boolean isComparable(Measurement row, Limit limit) {
        return row.kind() == Kind.PASS_FAIL
                ? !limit.comparator().isNumeric()
                : limit.comparator() != Limit.Comparator.PASS
                        && unit(row.unit()).convertsTo(unit(limit.unit()));
    }

    /** In the limit's unit. */
    static Quantity quantity(Measurement row, Limit limit) {
        BigDecimal value = inUnitOf(limit, row.value(), row);
        BigDecimal uncertainty = row.uncertainty() == null ? null : inUnitOf(limit, row.uncertainty(), row);
        return switch (row.kind()) {
            case BELOW -> Quantity.below(value, uncertainty);
            case ABOVE -> Quantity.above(value, uncertainty);
            case NUMBER, COUNT -> Quantity.exactly(value, uncertainty);
            case PASS_FAIL -> throw new IllegalArgumentException("a word where a number is needed: " + row.item());
        };
    }

    /** Absence is shown by a limit of quantification only; a zero without one shows nothing. */
    private static Comparison banned(Measurement row, Quantity quantity, Limit limit) {
        if (quantity.lower() != null && (quantity.lower().signum() > 0 || !quantity.lowerIncluded())) {
            return decided(false);
        }
        if (row.kind() != Kind.BELOW && row.loq() == null) {
            return new Comparison(Result.OPEN, NO_LOQ, false);
        }
        BigDecimal loq = row.kind() == Kind.BELOW ? quantity.upper() : inUnitOf(limit, row.loq(), row);
        return limit.limit() == null || loq.compareTo(limit.limit()) <= 0
                ? decided(true)
                : new Comparison(Result.OPEN, LOQ_ABOVE_LIMIT, false);
    }

    private static Comparison decided(boolean conforms) {
        return new Comparison(conforms ? Result.CONFORMS : Result.FAILS, null, false);
    }

    private static BigDecimal inUnitOf(Limit limit, String number, Measurement row) {
        BigDecimal value = new BigDecimal(number);
        return row.unit().equals(limit.unit()) ? value : unit(row.unit()).convert(value, unit(limit.unit()));
    }

    private static Unit unit(String name) {
        return Unit.of(name).orElseThrow(() -> new IllegalArgumentException("unknown unit " + name));
    }

    /** Of a saturated instrument, and of a sum, the least it can be. @param measured null: nothing is known */
    static String ratio(BigDecimal measured, Limit limit) {
        boolean meaningful =
                switch (limit.comparator()) {
                    case LT, LE, GE -> measured != null && limit.limit().signum() != 0;
                    case RANGE, BANNED, PASS -> false;
                };
        return meaningful
                ? measured.divide(limit.limit(), THREE_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                : null;
    }

    /** What is published of a failing one. */
    Nonconformity nonconformity() {
        return new Nonconformity(item, part, method, measured, comparator.name(), limit, unit, ratio, source);
    }
}
