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
 * @param sumOf the items that this one is the sum of; empty: it is measured as it is
 * @param source the law or notice this was taken from, in words that a buyer can read
 * @param reference the row of the published table of limits, docs/limits.md; null: of none
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
        List<String> sumOf,
        String source,
        Integer reference,
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
        sumOf = List.copyOf(sumOf);
    }

    public boolean isSum() {
        return !sumOf.isEmpty();
    }

    public boolean appliesTo(Part tested) {
        return (part == null || part.equals(tested.part()))
                && (skinContact == null || skinContact == tested.skinContact())
                && isAbout(tested.material());
    }

    /** A material that nobody knows escapes no limit: a misspelled word must not let a failing part through. */
    public boolean isAbout(String material) {
        String name = Part.standardName(material);
        return materials.isEmpty() || materials.contains(name) || !Part.KNOWN_MATERIALS.contains(name);
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
