package org.importsafety.sandbox.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidesTest {

    @ParameterizedTest
    @ValueSource(strings = {"marketplace.md", "marketplace.ko.md"})
    void the_marketplace_guide_shows_exactly_the_program_that_is_tested(String page) throws IOException {
        assertEquals(List.of(Files.readString(Guides.STOP_SALES)), Guides.code(Guides.FOLDER.resolve(page), "java"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laboratory.md", "laboratory.ko.md"})
    void the_laboratory_guide_shows_exactly_the_report_to_post(String page) throws IOException {
        String report = Files.readString(Guides.FOLDER.resolve("report.json"));
        assertTrue(Guides.code(Guides.FOLDER.resolve(page), "json").contains(report));
    }

    @ParameterizedTest
    @ValueSource(strings = {"officer", "laboratory", "marketplace", "operations"})
    void a_guide_has_the_same_code_in_both_languages(String name) throws IOException {
        assertEquals(
                Guides.code(Guides.FOLDER.resolve(name + ".md"), null),
                Guides.code(Guides.FOLDER.resolve(name + ".ko.md"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.ko.md",
                "docs/guide/officer.md",
                "docs/guide/officer.ko.md",
                "docs/guide/laboratory.md",
                "docs/guide/laboratory.ko.md",
                "docs/guide/marketplace.md",
                "docs/guide/marketplace.ko.md",
                "docs/guide/operations.md",
                "docs/guide/operations.ko.md"
            })
    void every_link_leads_to_a_file(String name) throws IOException {
        Path page = Guides.HOME.resolve(name);
        for (String link : Guides.links(page)) {
            assertTrue(Files.exists(page.resolveSibling(link)), name + " links to " + link);
        }
    }
}
