package org.importsafety.sandbox.lab;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A version of a test plan with its limits. */
record Standard(String plan, int version, String decisionRule, List<Limit> limits) {

    List<Limit> of(String item) {
        return limits.stream()
                .filter(limit -> limit.verified() && limit.item().equals(item))
                .toList();
    }

    /** The method of the sum that an item is a component of. */
    Optional<String> methodOfSumWith(String item) {
        return limits.stream()
                .filter(limit -> limit.verified()
                        && limit.sumOf() != null
                        && limit.sumOf().contains(item))
                .map(Limit::method)
                .findFirst();
    }

    /**
     * @param comparator LT, LE, GE, RANGE (limit to upper), BANNED or PASS
     * @param materials the materials it applies to; empty for all
     * @param skinContact null where it does not matter, as part
     * @param sumOf the items that it is the sum of; empty, or null, for none
     */
    record Limit(
            String item,
            String method,
            String comparator,
            BigDecimal limit,
            BigDecimal upper,
            String unit,
            List<String> materials,
            Boolean skinContact,
            String part,
            List<String> sumOf,
            boolean verified) {

        boolean appliesTo(Report.Part tested) {
            return (materials == null || materials.isEmpty() || materials.contains(tested.material()))
                    && (skinContact == null || skinContact == tested.skinContact())
                    && (part == null || part.equals(tested.part()));
        }
    }
}
