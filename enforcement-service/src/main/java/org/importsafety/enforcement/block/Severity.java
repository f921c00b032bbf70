package org.importsafety.enforcement.block;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.importsafety.events.Nonconformity;

/**
 * How dangerous what was found is; the worst row counts. Our own rule (no standard states one), so that the platform
 * and the public see an order of magnitude:
 *
 * <ul>
 *   <li>CRITICAL: a banned substance was found, or the limit is missed ten times over;
 *   <li>SERIOUS: the limit is missed twice over, or a pass/fail check (sharp edge, loose magnet) failed: a hazard
 *       without a degree is not taken lightly;
 *   <li>OTHER: everything else, also where no ratio is known.
 * </ul>
 *
 * For a minimum (GE) "ten times over" means that a tenth or less was measured.
 */
enum Severity {
    OTHER,
    SERIOUS,
    CRITICAL;

    private static final BigDecimal TWICE = new BigDecimal("2");

    static Severity of(List<Nonconformity> nonconformities) {
        return nonconformities.stream()
                .map(Severity::of)
                .max(Comparator.naturalOrder())
                .orElse(OTHER);
    }

    private static Severity of(Nonconformity row) {
        if ("BANNED".equals(row.comparator())) {
            return CRITICAL;
        }
        if ("PASS".equals(row.comparator())) {
            return SERIOUS;
        }
        BigDecimal ratio = ratio(row.ratio());
        if (ratio == null) {
            return OTHER;
        }
        boolean minimum = "GE".equals(row.comparator());
        if (missed(ratio, BigDecimal.TEN, minimum)) {
            return CRITICAL;
        }
        return missed(ratio, TWICE, minimum) ? SERIOUS : OTHER;
    }

    private static boolean missed(BigDecimal ratio, BigDecimal times, boolean minimum) {
        return minimum ? ratio.multiply(times).compareTo(BigDecimal.ONE) <= 0 : ratio.compareTo(times) >= 0;
    }

    /** A sale is blocked whatever the ratio's text says: what is no number is taken as not known. */
    private static BigDecimal ratio(String text) {
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
