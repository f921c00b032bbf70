package org.importsafety.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.importsafety.sandbox.browser.Accessibility.assertAccessible;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.importsafety.sandbox.browser.Chromium.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A laboratory's work from its order to the verdict and after, in a browser, on the testing service alone. */
@Tag("full")
class LaboratoryIT {
    private static final FilePayload DOCUMENT = file("report.pdf", "the signed document");
    private static final String PHOTOGRAPH_SHA256 = "a249e87e1e6113da81cdd8a154c222283fbcceff6dd3727a63bf97eee562dfb3";
    private static final Reader PHONE = new Reader("ko-KR", ColorScheme.DARK, 360, 740, true, null);

    private static final Map<String, Map<String, String>> SAID = Map.of(
            "en-GB",
            Map.of(
                    "refused", "not valid",
                    "unit", "Not a known unit: lbs",
                    "fails", "fails: 945 times the limit",
                    "left", "still to fill in",
                    "before", "Is before",
                    "restored", "Your draft was restored",
                    "fail", "the item does not conform",
                    "other", "its hash differs",
                    "kept", "Kept",
                    "pass", "the item conforms"),
            "ko-KR",
            Map.of(
                    "refused", "올바르지 않",
                    "unit", "알 수 없는 단위입니다: lbs",
                    "fails", "부적합: 기준의 945배",
                    "left", "입력하거나 고칠 곳",
                    "before", "이릅니다",
                    "restored", "작성하던 내용을 불러왔습니다",
                    "fail", "기록되었습니다: 부적합",
                    "other", "해시값이 달라",
                    "kept", "보관됨",
                    "pass", "기록되었습니다: 적합"));

    @TempDir
    static Path out;

    private static TestingAlone testing;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        testing = TestingAlone.start(out);
        chromium = Chromium.start();
        testing.awaitReady();
    }

    @AfterAll
    static void end() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (testing != null) {
            testing.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "ko-KR"})
    void a_laboratory_works_from_its_order_to_the_verdict_and_a_correction(String language) throws Exception {
        Map<String, String> said = SAID.get(language);
        TestingAlone.Ordered order = testing.ordered("RING-" + language, "jewellery", "metal");
        Page page = chromium.open(Reader.PUBLIC.in(language), testing.url());
        signIn(page, "not.a.token");
        assertThat(page.locator("#credential-told")).containsText(said.get("refused"));
        assertAccessible(page, "sign-in");
        signIn(page, testing.token(order.lab()));

        Locator card = page.locator("[data-order='" + order.id() + "']");
        assertThat(card).isVisible();
        assertAccessible(page, "worklist");
        card.locator("button.main").click();
        assertThat(card.locator("a.as-button")).isVisible();
        card.locator(".about a").click();

        page.locator("#sealNo").fill("S-2026-0457");
        page.locator("#photoHash").setInputFiles(file("seal.jpg", "a photograph"));
        assertThat(page.locator("output code")).hasText(PHOTOGRAPH_SHA256);
        assertAccessible(page, "order");
        page.locator("section:has(.way) button.main").click();
        assertThat(page.locator(".way [aria-current=step]")).isVisible();
        page.navigate(testing.url() + "#/order/" + order.id() + "/report");

        type(page, "total-cadmium", "value", "94.5");
        type(page, "total-cadmium", "unit", "lbs");
        assertThat(item(page, "total-cadmium")).containsText(said.get("unit"));
        type(page, "total-cadmium", "unit", "%");
        assertThat(item(page, "total-cadmium").locator(".stands .no")).containsText(said.get("fails"));
        assertThat(page.locator("#sum")).containsText(said.get("left"));
        assertAccessible(page, "entry");

        page.reload();
        assertThat(page.locator(".entry .note")).containsText(said.get("restored"));
        assertThat(field(page, "total-cadmium", "value")).hasValue("94.5");
        type(page, "total-lead", "value", "0.004");
        type(page, "total-lead", "unit", "%");
        type(page, "nickel-release", "value", "0.1");
        fillReport(page, "T-" + language);
        page.locator("#issuedAt").fill("2011-06-01");
        page.locator("#signedBy").focus();
        assertThat(page.locator("#issuedAt-told")).containsText(said.get("before"));
        page.locator("#issuedAt").fill("2011-06-09");
        assertThat(page.locator("#sum .no")).isVisible();
        page.locator("[type=submit]").click();

        assertThat(page.locator("h1")).containsText(said.get("fail"));
        assertThat(page.locator("[data-verdict=FAIL]")).containsText("945");
        upload(page, file("another.pdf", "another document"));
        assertThat(page.locator("main")).containsText(said.get("other"));
        upload(page, DOCUMENT);
        assertThat(page.locator(".tag.yes")).containsText(said.get("kept"));
        assertAccessible(page, "verdict");

        page.navigate(testing.url() + "#/order/" + order.id() + "/correction");
        assertThat(field(page, "total-cadmium", "value")).hasValue("94.5");
        type(page, "total-cadmium", "value", "0.01");
        page.locator("#correctionReason").fill("The decimal point was lost");
        page.locator("#issuedAt").fill("2011-06-10");
        page.locator("#documentSha256").setInputFiles(DOCUMENT);
        assertThat(page.locator("#sum .yes")).isVisible();
        page.locator("[type=submit]").click();
        assertThat(page.locator("h1")).containsText(said.get("pass"));

        page.navigate(testing.url() + "#/history");
        page.locator("#wanted").fill("T-" + language);
        assertThat(card.locator(".tag.yes")).isVisible();
        assertAccessible(page, "history");
        card.locator("a").click();
        assertThat(page.locator("[data-report]")).hasCount(2);
        page.context().close();
    }

    @Test
    void on_a_narrow_phone_in_the_dark_nothing_is_cut_off_and_everything_is_accessible() throws Exception {
        TestingAlone.Ordered order = testing.ordered("CAR", "toys", "plastic");
        Page page = chromium.open(PHONE.with(testing.token(order.lab())), testing.url());
        Locator card = page.locator("[data-order='" + order.id() + "']");
        card.locator("button:not(.main)").click();
        assertFits(page, "worklist");
        card.locator("button.main").click();
        card.locator("a.as-button").click();
        assertThat(page.locator(".reading")).not().hasCount(0);
        assertThat(page.locator(".stands").first()).not().isEmpty();
        assertFits(page, "entry");
        page.navigate(testing.url() + "#/order/" + order.id());
        assertThat(page.locator(".way")).isVisible();
        assertFits(page, "order");
        page.context().close();
    }

    @Test
    void what_is_wrong_with_the_connection_is_said_and_the_reader_tries_again() throws Exception {
        TestingAlone.Ordered order = testing.ordered("NECKLACE", "jewellery", "metal");
        Page page = chromium.open(
                Reader.PUBLIC.with(testing.token(order.lab())), testing.url() + "#/order/" + order.id() + "/report");
        assertThat(page.locator(".stands").first()).not().isEmpty();
        page.route("**/reports/check", route -> route.abort());
        type(page, "total-lead", "value", "1");
        assertThat(page.locator("#sum .no")).isVisible();
        page.unroute("**/reports/check");
        page.locator("#sum button").click();
        assertThat(item(page, "total-lead").locator(".stands")).not().isEmpty();
        assertThat(page.locator("#sum button")).hasCount(0);
        page.context().close();
    }

    private static void signIn(Page page, String credential) {
        page.locator("#credential").fill(credential);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
    }

    private static void fillReport(Page page, String reportNo) {
        page.locator("#reportNo").fill(reportNo);
        page.locator("#sampleId").fill("S-2026-0457");
        page.locator("#receivedAt").fill("2011-06-06");
        page.locator("#testedFrom").fill("2011-06-07");
        page.locator("#testedTo").fill("2011-06-08");
        page.locator("#signedBy").fill("signer-17");
        page.locator("#documentSha256").setInputFiles(DOCUMENT);
    }

    private static Locator item(Page page, String item) {
        return page.locator("[data-item=" + item + "]");
    }

    private static Locator field(Page page, String item, String field) {
        return item(page, item).locator("[id$=-" + field + "]").first();
    }

    private static void type(Page page, String item, String field, String text) {
        field(page, item, field).fill(text);
    }

    private static void upload(Page page, FilePayload file) {
        page.locator("input[id^=document-]").setInputFiles(file);
        page.locator("input[id^=document-]")
                .locator("xpath=../..")
                .locator("button")
                .click();
    }

    private static FilePayload file(String name, String content) {
        return new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertFits(Page page, String name) {
        assertEquals(
                360, page.evaluate("() => document.documentElement.scrollWidth"), name + " is as wide as the screen");
        assertAccessible(page, name);
    }
}
