package org.importsafety.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import org.importsafety.sandbox.RunProcess;
import org.importsafety.sandbox.browser.Chromium.Reader;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the documents from a {@code ./run} that is up, its month ended: {@code mvn -pl sandbox test
 * -Dtest=Screenshots}. Another place than the usual one: {@code -Ddashboard=URL -Dlaboratory=URL
 * -Dtokens=FOLDER}. No build runs it: its name is
 * not a test's.
 */
class Screenshots {

    private static final Path IMAGES = RunProcess.HOME.resolve("docs/images");

    private final String url = System.getProperty("dashboard", "http://localhost:8080/");
    private final String laboratory = System.getProperty("laboratory", "http://localhost:8082/");
    private final Path tokens = RunProcess.HOME.resolve(System.getProperty("tokens", "out/tokens"));

    @Test
    void of_the_dashboard() throws Exception {
        Files.createDirectories(IMAGES);
        try (Chromium chromium = Chromium.start()) {
            String token = Files.readString(tokens.resolve("officer.jwt")).strip();
            Reader staff = new Reader("en-GB", ColorScheme.LIGHT, 1280, 1080, false, token);

            Page board = chromium.open(staff, url);
            assertThat(board.locator(".chart canvas")).isVisible();
            take(board, "board.png");

            String caseAddress = board.locator(".refund-head a").first().getAttribute("href");
            Page history = chromium.open(staff, url + caseAddress);
            assertThat(history.locator(".event").first()).isVisible();
            take(history, "case.png");

            Page phone = chromium.open(Reader.PUBLIC.in("ko-KR").onPhone(), url);
            assertThat(phone.locator(".refund-cases > li").first()).isVisible();
            take(phone, "phone-ko.png");
        }
    }

    /** Of an order that waits: start {@code ./run} slow enough, such as {@code --speed 300}. */
    @Test
    void of_the_laboratory() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            String token = Files.readString(tokens.resolve("KTR.jwt")).strip();
            Page entry = chromium.open(new Reader("en-GB", ColorScheme.LIGHT, 1280, 1000, false, token), laboratory);
            entry.locator(".orders a.as-button").first().click();
            entry.locator("[inputmode=decimal][id$=-value]").first().fill("412");
            assertThat(entry.locator(".stands .no").first()).isVisible();
            entry.locator("#results").evaluate("node => node.scrollIntoView()");
            take(entry, "laboratory.png");
        }
    }

    private static void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name)));
    }
}
