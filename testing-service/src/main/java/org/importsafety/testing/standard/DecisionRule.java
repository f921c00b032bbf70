package org.importsafety.testing.standard;

import java.math.BigDecimal;

/**
 * How a value near its limit is decided, by the names of ILAC-G8:09/2019: TL is the limit, U the expanded uncertainty
 * (k = 2), w the guard band between the limit and what is accepted. Agreed before the test, so the plan version says
 * which. Told here for an upper limit; a lower one is its mirror image.
 */
public enum DecisionRule {
    /** 4.2.1, w = 0: the bare value decides, whatever its uncertainty. */
    SIMPLE_ACCEPTANCE,
    /** 4.2.2, w = U: conforms to TL - U, fails above TL, and between them nothing is decided. */
    GUARDED_ACCEPTANCE,
    /** 4.2.2, w = -U: conforms to TL + U and fails above; for where a stopped sale must not be a mistake. */
    GUARDED_REJECTION,
    /**
     * 4.2.3: pass to TL - U, conditional pass to TL, conditional fail to TL + U, fail above. The conditional ones are a
     * pass and a fail that are flagged marginal.
     */
    NON_BINARY,
    /** The standard has its guard band in the limit already: no second one. */
    BUILT_IN;

    /**
     * The most that conforms to an upper limit.
     *
     * @param uncertainty U, null: unknown
     * @return null where nothing can be accepted without U
     */
    public BigDecimal acceptance(BigDecimal limit, BigDecimal uncertainty) {
        return switch (this) {
            case SIMPLE_ACCEPTANCE, BUILT_IN -> limit;
            case GUARDED_ACCEPTANCE -> uncertainty == null ? null : limit.subtract(uncertainty);
            case GUARDED_REJECTION -> uncertainty == null ? limit : limit.add(uncertainty);
            case NON_BINARY -> uncertainty == null ? null : limit;
        };
    }

    /**
     * What a value has to exceed to fail an upper limit.
     *
     * @param uncertainty U, null: unknown
     * @return null where nothing can be rejected without U
     */
    public BigDecimal rejection(BigDecimal limit, BigDecimal uncertainty) {
        return switch (this) {
            case SIMPLE_ACCEPTANCE, BUILT_IN, GUARDED_ACCEPTANCE, NON_BINARY -> limit;
            case GUARDED_REJECTION -> uncertainty == null ? null : limit.add(uncertainty);
        };
    }

    /** Whether the limit is within the value's uncertainty; in a rule with four zones, whether it is a conditional one. */
    public boolean isMarginal(BigDecimal value, BigDecimal limit, BigDecimal uncertainty) {
        BigDecimal distance = value.subtract(limit);
        return distance.abs().compareTo(uncertainty) <= 0
                && !(this == NON_BINARY && distance.negate().compareTo(uncertainty) == 0 && uncertainty.signum() > 0);
    }
}
