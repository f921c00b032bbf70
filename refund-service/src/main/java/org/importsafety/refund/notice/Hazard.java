package org.importsafety.refund.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a failed item does to people: the kinds that a layman needs words for. It is found by the words in the item's
 * code, so that a limit of a new plan has its hazard without a change here; what has none of them is OTHER.
 */
enum Hazard {
    LEAD("lead"),
    CADMIUM("cadmium"),
    NICKEL("nickel"),
    METAL("arsenic", "mercury", "antimony", "barium", "selenium", "chromium", "boron"),
    HORMONES("phthalates", "dbp", "bbp", "npeo", "bpa", "octabde", "pentabde"),
    CANCER(
            "formaldehyde",
            "amines",
            "nitrosamines",
            "nitrosatable",
            "asbestos",
            "dioxane",
            "pentachlorophenol",
            "tdbpp",
            "tetrachloroethylene"),
    SKIN("ph", "mit", "cmit", "benzalkonium", "fumarate", "dyes", "methanol", "toluene", "red"),
    GERMS("aerobic", "aureus", "aeruginosa", "coli", "bacteria"),
    SWALLOWING("magnet", "parts"),
    STRANGLING("cord", "drawstring"),
    CUTS("sharp"),
    ELECTRIC("dielectric", "creepage", "overcharge", "circuit", "temperature"),
    BREAKING("buckle", "film", "acceleration", "1472"),
    FOOD("migration", "permanganate", "volatiles", "melamine"),
    OTHER;

    private final Set<String> words;

    Hazard(String... words) {
        this.words = Set.of(words);
    }

    /** @param item a plan's code, total-lead for instance */
    static Hazard of(String item) {
        List<String> parts = List.of(item.split("-"));
        return Arrays.stream(values())
                .filter(hazard -> parts.stream().anyMatch(hazard.words::contains))
                .findFirst()
                .orElse(OTHER);
    }
}
