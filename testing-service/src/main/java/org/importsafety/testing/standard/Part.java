package org.importsafety.testing.standard;

import java.util.Set;

/**
 * A part of a product that was tested apart from the others: limits depend on what it is made of and whether it touches
 * the skin.
 */
public record Part(String part, String material, boolean skinContact) {
    static final Set<String> KNOWN_MATERIALS = Set.of(
            "ceramic",
            "coating",
            "enamel",
            "fur",
            "glass",
            "leather",
            "liquid",
            "metal",
            "paper",
            "pliable",
            "powder",
            "rubber",
            "sticky",
            "stone",
            "synthetic-resin",
            "textile",
            "wood");

    public Part {
        material = standardName(material);
    }

    /** The one material that the trade calls by two names goes by the standards' name. */
    static String standardName(String material) {
        return "plastic".equals(material) ? "synthetic-resin" : material;
    }
}
