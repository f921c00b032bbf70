package org.importsafety.sandbox.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** What axe-core finds on a page; nothing of it may shut anybody out. */
final class Accessibility {
    private Accessibility() {}

    /** @param name of the page, for whoever reads that it is not */
    static void assertAccessible(Page page, String name) {
        AxeResults results = new AxeBuilder(page).analyze();
        assertFalse(results.getPasses().isEmpty(), "axe has looked at the " + name);
        List<String> findings = results.getViolations().stream()
                .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + " at " + rule.getNodes().get(0).getTarget())
                .toList();
        assertEquals(List.of(), findings, name);
    }
}
