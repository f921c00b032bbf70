package org.importsafety.testing.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.importsafety.events.Nonconformity;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Unit;

/**
 * One measurement held against one limit. Simple acceptance (ILAC-G8:09/2019 4.2.1); compared in the limit's unit,
 * exactly. "Less than" and "more than" decide only where every value they stand for would decide the same.
 *
 * @param reason why it stays open, else null
 */
record Finding(Measurement measurement, Limit limit, Result result, String reason, boolean marginal) {
    static final String LOQ_ABOVE_LIMIT = "LOQ_ABOVE_LIMIT";
    static final String SATURATED_BELOW_LIMIT = "SATURATED_BELOW_LIMIT";
    static final String NO_LOQ = "NO_LOQ";

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    enum Result {
        CONFORMS,
        FAILS,
        OPEN
    }

    static Finding of(Measurement measurement, Limit limit) {
        if (measurement.kind() == Kind.PASS_FAIL) {
            return decided(measurement, limit, measurement.value().equals("PASS"));
        }
        BigDecimal value = inUnitOf(limit, measurement.value(), measurement);
        return switch (limit.comparator()) {
            case LT, LE -> compared(measurement, limit, atMost(measurement.kind(), value, limit, limit.limit()));
            case GE -> compared(measurement, limit, atLeast(measurement.kind(), value, limit.limit()));
            case RANGE ->
                compared(
                        measurement,
                        limit,
                        both(
                                atLeast(measurement.kind(), value, limit.limit()),
                                atMost(measurement.kind(), value, limit, limit.upper())));
            case BANNED -> banned(measurement, limit, value);
            case PASS -> throw new IllegalArgumentException("a number where a word is needed: " + measurement.item());
        };
    }

    private static Result atMost(Kind kind, BigDecimal value, Limit limit, BigDecimal most) {
        int order = value.compareTo(most);
        return switch (kind) {
            case BELOW -> order <= 0 ? Result.CONFORMS : Result.OPEN;
            case ABOVE -> order >= 0 ? Result.FAILS : Result.OPEN;
            default ->
                order < 0 || order == 0 && limit.comparator() != Limit.Comparator.LT ? Result.CONFORMS : Result.FAILS;
        };
    }

    private static Result atLeast(Kind kind, BigDecimal value, BigDecimal least) {
        int order = value.compareTo(least);
        return switch (kind) {
            case BELOW -> order <= 0 ? Result.FAILS : Result.OPEN;
            case ABOVE -> order >= 0 ? Result.CONFORMS : Result.OPEN;
            default -> order >= 0 ? Result.CONFORMS : Result.FAILS;
        };
    }

    private static Result both(Result one, Result other) {
        if (one == Result.FAILS || other == Result.FAILS) {
            return Result.FAILS;
        }
        return one == Result.OPEN || other == Result.OPEN ? Result.OPEN : Result.CONFORMS;
    }

    /** Absence is shown by a limit of quantification only; a zero without one shows nothing. */
    private static Finding banned(Measurement measurement, Limit limit, BigDecimal value) {
        if (measurement.kind() == Kind.ABOVE || measurement.kind() != Kind.BELOW && value.signum() > 0) {
            return decided(measurement, limit, false);
        }
        if (measurement.kind() != Kind.BELOW && measurement.loq() == null) {
            return new Finding(measurement, limit, Result.OPEN, NO_LOQ, false);
        }
        BigDecimal loq = measurement.kind() == Kind.BELOW ? value : inUnitOf(limit, measurement.loq(), measurement);
        boolean enough = limit.limit() == null || loq.compareTo(limit.limit()) <= 0;
        return enough
                ? decided(measurement, limit, true)
                : new Finding(measurement, limit, Result.OPEN, LOQ_ABOVE_LIMIT, false);
    }

    private static Finding decided(Measurement measurement, Limit limit, boolean conforms) {
        return new Finding(measurement, limit, conforms ? Result.CONFORMS : Result.FAILS, null, false);
    }

    private static Finding compared(Measurement measurement, Limit limit, Result result) {
        String reason = result != Result.OPEN
                ? null
                : measurement.kind() == Kind.BELOW ? LOQ_ABOVE_LIMIT : SATURATED_BELOW_LIMIT;
        return new Finding(measurement, limit, result, reason, isMarginal(measurement, limit));
    }

    private static boolean isMarginal(Measurement measurement, Limit limit) {
        if (measurement.uncertainty() == null || measurement.kind() == Kind.BELOW || measurement.kind() == Kind.ABOVE) {
            return false;
        }
        BigDecimal value = inUnitOf(limit, measurement.value(), measurement);
        BigDecimal uncertainty = inUnitOf(limit, measurement.uncertainty(), measurement);
        return near(value, limit.limit(), uncertainty)
                || limit.upper() != null && near(value, limit.upper(), uncertainty);
    }

    private static boolean near(BigDecimal value, BigDecimal limit, BigDecimal uncertainty) {
        return value.subtract(limit).abs().compareTo(uncertainty) <= 0;
    }

    private static BigDecimal inUnitOf(Limit limit, String number, Measurement measurement) {
        BigDecimal value = new BigDecimal(number);
        if (measurement.unit().equals(limit.unit())) {
            return value;
        }
        return unit(measurement.unit()).convert(value, unit(limit.unit()));
    }

    private static Unit unit(String name) {
        return Unit.of(name).orElseThrow(() -> new IllegalArgumentException("unknown unit " + name));
    }

    /** What is published: value and limit in one unit, the limit's; the ratio computed, never copied. */
    Nonconformity nonconformity() {
        return new Nonconformity(
                measurement.item(),
                measurement.part(),
                measurement.method(),
                measured(),
                limit.comparator().name(),
                limit.text(),
                limit.unit(),
                ratio(),
                limit.source());
    }

    private String measured() {
        return switch (measurement.kind()) {
            case PASS_FAIL -> measurement.value();
            case BELOW ->
                "<" + inUnitOf(limit, measurement.value(), measurement).toPlainString();
            case ABOVE ->
                ">" + inUnitOf(limit, measurement.value(), measurement).toPlainString();
            case NUMBER, COUNT ->
                inUnitOf(limit, measurement.value(), measurement).toPlainString();
        };
    }

    /** Of a saturated instrument the least it can be. */
    private String ratio() {
        boolean meaningful =
                switch (limit.comparator()) {
                    case LT, LE, GE ->
                        measurement.kind() != Kind.BELOW && limit.limit().signum() != 0;
                    case RANGE, BANNED, PASS -> false;
                };
        return meaningful
                ? inUnitOf(limit, measurement.value(), measurement)
                        .divide(limit.limit(), THREE_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                : null;
    }
}
