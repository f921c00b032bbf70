package org.importsafety.testing.standard;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a standard demands of one item.
 *
 * @param limit the limit, the lower end of a range; null for BANNED and PASS
 * @param upper the upper end of a range, else null
 * @param unit of both, as the standard writes it
 * @param materials empty: every material
 * @param skinContact true: only parts that touch the skin; false: only the others; null: both
 * @param part only the part of this name; null: every part
 * @param source the row of the standard this was taken from
 * @param verified false: shipped, but never ordered and never judged until an officer has confirmed it
 */
public record Limit(
        String item,
        String method,
        Comparator comparator,
        BigDecimal limit,
        BigDecimal upper,
        String unit,
        List<String> materials,
        Boolean skinContact,
        String part,
        String source,
        boolean verified) {

    /** How a value has to stand to the limit to conform. */
    public enum Comparator {
        LT,
        LE,
        GE,
        /** Both ends included. */
        RANGE,
        /** Must not be detected. */
        BANNED,
        /** A physical or qualitative test: the laboratory's word. */
        PASS;

        /** Whether there is a number to compare with. */
        public boolean isNumeric() {
            return this != BANNED && this != PASS;
        }
    }

    public Limit {
        materials = List.copyOf(materials);
    }

    public boolean appliesTo(Part tested) {
        return (part == null || part.equals(tested.part()))
                && (skinContact == null || skinContact == tested.skinContact())
                && (materials.isEmpty() || materials.contains(tested.material()) || !tested.isOfKnownMaterial());
    }

    /** The limit as it is published beside a value. */
    public String text() {
        return switch (comparator) {
            case LT, LE, GE -> limit.toPlainString();
            case RANGE -> limit.toPlainString() + "-" + upper.toPlainString();
            case BANNED -> "not detected";
            case PASS -> "PASS";
        };
    }
}
