package org.importsafety.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.importsafety.sandbox.browser.Accessibility.assertAccessible;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.importsafety.sandbox.browser.Chromium.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard as people see it, while a month is played and at its end. */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

    /** Notes the funnel's numbers each time they change, as long as the page is not loaded again. */
    private static final String WATCH = """
            () => {
              window.seen = [];
              const look = () => {
                const shown = [...document.querySelectorAll('.stage-count')].map(count => count.textContent).join(' ');
                if (shown && window.seen.at(-1) !== shown) window.seen.push(shown);
              };
              new MutationObserver(look).observe(document.getElementById('main'), {childList: true, subtree: true});
              look();
            }""";

    @TempDir
    static Path out;

    private static PlayedMonth month;
    private static Chromium chromium;
    private static Page watched;
    private static Reader staff;

    @BeforeAll
    static void play() throws Exception {
        chromium = Chromium.start();
        month = PlayedMonth.start(out);
        month.awaitDashboard();
        staff = Reader.PUBLIC.with(month.token("officer"));
        watched = chromium.open(staff, month.url());
        watched.evaluate(WATCH);
        month.awaitEnd();
    }

    @AfterAll
    static void end() throws Exception {
        if (month != null) {
            month.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void the_month_is_watched_to_its_end_and_the_numbers_are_those_of_the_files() throws Exception {
        int failed = month.verdicts("FAIL").size();
        int unroutable = month.verdicts("UNROUTABLE").size();
        int selected = month.selections().size();
        assertCount("SELECTED", selected);
        assertCount("ORDERED", selected - unroutable);
        assertCount("REPORTED", selected - unroutable);
        assertCount("FAILED", failed);
        assertCount("BLOCKED", month.blocks().size());
        assertCount("CONFIRMED", failed);
        assertCount("REFUNDED", failed);
        assertThat(watched.locator("[data-verdict=passed] b"))
                .hasText(String.valueOf(month.verdicts("PASS").size()));
        assertThat(watched.locator("[data-verdict=unroutable] b")).hasText(String.valueOf(unroutable));
        assertThat(watched.locator(".big-money")).hasText(month.refundedMoney());
        assertThat(watched.locator("#live")).hasText("live");
        assertThat(watched.locator(".labs-table tbody tr")).not().hasCount(0);
        assertThat(watched.locator(".chart canvas")).hasCount(2);
        List<?> seen = (List<?>) watched.evaluate("() => window.seen");
        assertTrue(seen.size() > 2, "the page follows without being loaded again: " + seen);
    }

    @Test
    void the_refunds_are_what_anybody_counts_again_from_the_record_alone() throws Exception {
        RefundRecount recount = RefundRecount.of(out.resolve("events.ndjson"));
        JsonNode board = new ObjectMapper().readTree(month.board());
        JsonNode totals = board.get("refunds");
        assertEquals(
                recount.inAll(),
                totals.get("cases").longValue() + " cases, "
                        + totals.get("completed").longValue() + " completed" + RefundRecount.shown(totals));
        Map<String, String> shown = new TreeMap<>();
        for (JsonNode one : board.get("refundCases")) {
            if (one.hasNonNull("openedAt")) {
                shown.put(
                        one.get("caseId").textValue(),
                        (one.hasNonNull("completedAt") ? "completed" : "open") + RefundRecount.shown(one));
            }
        }
        assertEquals(recount.ofCases(), shown);
        assertTrue(totals.get("settled").longValue() > 0, recount.inAll());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CASE", "LISTING", "REPORT", "TITLE", "ORDER"})
    void everything_is_found_by_its_id(String kind) throws Exception {
        NamedCsvRecord verdict = month.failedAndRefunded();
        String listing = verdict.getField("listing_id");
        String title = PlayedMonth.titleOf(listing);
        String order = PlayedMonth.row(month.refunds(), "listing_id", listing).getField("order_id");
        String wanted = Map.of(
                        "CASE", verdict.getField("case_id"),
                        "LISTING", listing,
                        "REPORT", verdict.getField("report_no"),
                        "TITLE", title.substring(1).toUpperCase(Locale.ROOT),
                        "ORDER", order)
                .get(kind);
        Page page = chromium.open(staff, month.url());
        page.keyboard().press("/");
        page.keyboard().type(wanted);
        page.keyboard().press("Enter");
        page.locator("[data-kind=" + kind + "] a").first().click();
        assertThat(page.locator("h1")).hasText(kind.equals("ORDER") ? "Order " + order : title);
        if (kind.equals("ORDER")) {
            assertThat(page.locator(".lines .chip.is-good").first()).hasText("paid back");
        }
        page.context().close();
    }

    @Test
    void a_case_is_told_in_words_with_the_cause_of_each_event() throws Exception {
        NamedCsvRecord verdict = month.failedAndRefunded();
        NamedCsvRecord selected = PlayedMonth.row(month.selections(), "listing_id", verdict.getField("listing_id"));
        Page page = openCase(staff, verdict);
        assertThat(words(page, "ProductSelected"))
                .containsText("selected: rank %s of ".formatted(selected.getField("rank")));
        assertThat(words(page, "ProductSelected")).containsText(", %s order".formatted(selected.getField("orders")));
        assertThat(words(page, "TestOrdered")).containsText("test ordered from " + verdict.getField("lab"));
        assertThat(words(page, "TestFailed")).containsText("failed: ");
        assertThat(words(page, "SaleBlocked")).containsText("sale blocked");
        assertThat(words(page, "BlockConfirmed"))
                .hasText("block confirmed: the marketplace says that nobody can buy it");
        assertThat(words(page, "RefundCaseCompleted")).containsText("refunds completed: ");

        Locator block = row(page, "SaleBlocked");
        assertThat(block.locator(".event-cause")).containsText("Because of: failed test");
        block.locator(".event-cause a").click();
        assertThat(row(page, "TestFailed")).isFocused();

        row(page, "TestFailed").locator("summary").click();
        assertThat(row(page, "TestFailed").locator(".fields")).containsText(verdict.getField("report_no"));
        assertThat(page.locator("table.findings tbody")).not().hasCount(0);

        page.locator("#language").click();
        assertThat(words(page, "ProductSelected")).containsText("선정: ");
        assertThat(words(page, "ProductSelected")).containsText(selected.getField("rank") + "위");
        assertThat(words(page, "TestFailed")).containsText("부적합: ");
        assertThat(row(page, "SaleBlocked").locator(".event-cause")).containsText("원인: 시험 부적합");
        assertEquals("ko", page.locator("html").getAttribute("lang"));
        page.context().close();
    }

    @Test
    void staff_can_ask_the_selection_service_why_an_item_was_chosen() throws Exception {
        Page page = openCase(staff, month.failedAndRefunded());
        page.locator("#explain").click();
        assertThat(page.locator(".explain-words")).containsText("chosen for one of");
        page.context().close();
    }

    @Test
    void the_public_sees_blocked_items_and_nothing_that_is_in_test_or_has_passed() throws Exception {
        NamedCsvRecord blocked = month.failedAndRefunded();
        Page page = openCase(Reader.PUBLIC, blocked);
        assertThat(page.locator("[data-fact=blockedAt]")).isVisible();
        assertThat(words(page, "TestFailed")).isVisible();
        assertThat(row(page, "ProductSelected")).hasCount(0);
        assertThat(row(page, "TestOrdered")).hasCount(0);
        assertThat(page.locator("#explain")).isHidden();

        page.navigate(month.url());
        assertThat(page.locator(".labs")).isHidden();
        assertThat(page.locator(".notice").first()).containsText("Public view");
        assertThat(page.locator(".refund-cases > li").first()).isVisible();
        Set<?> blockedCases = Set.copyOf(
                month.blocks().stream().map(row -> row.getField("case_id")).toList());
        for (Locator link : page.locator("main a[href^='#/case/']").all()) {
            String caseId = link.getAttribute("href").replace("#/case/", "").replace("%3A", ":");
            assertTrue(blockedCases.contains(caseId), caseId + " is not blocked");
        }

        NamedCsvRecord passed = month.verdicts("PASS").get(0);
        page.locator("#q").fill(passed.getField("listing_id"));
        page.keyboard().press("Enter");
        assertThat(page.locator("main [role=status]")).hasText("0 results");
        page.navigate(month.url() + "#/case/" + passed.getField("case_id"));
        assertThat(page.locator("h1")).hasText("Nothing is known here");
        page.navigate(month.url() + "#/order/" + month.refunds().get(0).getField("order_id"));
        assertThat(page.locator("h1")).hasText("A token is needed here");
        page.context().close();
    }

    @Test
    void a_token_is_given_in_the_dialog_and_one_that_is_not_valid_is_said_to_be_so() throws Exception {
        Page page = chromium.open(Reader.PUBLIC, month.url());
        giveToken(page, staff.token());
        assertThat(page.locator("#token")).hasText("officer-1");
        assertThat(page.locator(".labs")).isVisible();

        giveToken(page, staff.token().replaceAll("\\.[^.]+$", ".forged"));
        assertThat(page.locator("#note")).containsText("The token is not valid");
        assertThat(page.locator(".notice").first()).containsText("Public view");
        assertThat(page.locator("#token")).hasText("Token");
        page.context().close();
    }

    @Test
    void a_title_is_shown_as_the_text_it_is() {
        Page page = chromium.open(staff, month.url());
        String title = "<img src=x onerror=document.title=1> & <b>bold</b>";
        page.route(
                "**/api/search*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(
                                "{\"items\":[{\"kind\":\"TITLE\",\"match\":\"x\",\"caseId\":\"2011-03:1\",\"listingId\":\"1\",\"title\":\"%s\"}]}"
                                        .formatted(title))));
        page.locator("#q").fill("anything");
        page.keyboard().press("Enter");
        assertThat(page.locator(".result-name a")).hasText(title);
        assertThat(page.locator("main img, main .result-name b")).hasCount(0);
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, false", "DARK, false", "LIGHT, true", "DARK, true"})
    void nobody_is_shut_out_by_a_serious_accessibility_finding(ColorScheme scheme, boolean phone) throws Exception {
        NamedCsvRecord failed = month.failedAndRefunded();
        String order = month.refunds().get(0).getField("order_id");
        Reader reader = phone ? staff.in(scheme).in("ko-KR").onPhone() : staff.in(scheme);
        Page page = chromium.open(reader, month.url());
        assertThat(page.locator(".labs-table tbody tr")).not().hasCount(0);
        assertAccessible(page, "board");
        page.navigate(month.url() + "#/case/" + failed.getField("case_id"));
        row(page, "TestFailed").locator("summary").click();
        assertAccessible(page, "case");
        page.navigate(month.url() + "#/search/set");
        assertThat(page.locator(".results li")).not().hasCount(0);
        assertAccessible(page, "search");
        page.navigate(month.url() + "#/order/" + order);
        assertThat(page.locator(".lines tbody tr")).not().hasCount(0);
        assertAccessible(page, "order");
        page.locator("#token").click();
        assertAccessible(page, "token dialog");
        assertEquals(
                page.viewportSize().width,
                page.evaluate("() => document.documentElement.scrollWidth"),
                "nothing is wider than the screen");
        page.context().close();
    }

    /** Behind all that look for titles, since there is one more then. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void what_looks_like_a_blocked_item_waits_on_the_page_until_an_officer_has_decided_it() throws Exception {
        String blocked = month.failedAndRefunded().getField("listing_id");
        String copy = month.listAgain(blocked);
        Page page = chromium.open(staff, month.url());
        Locator asked = page.locator(".suspicions li").filter(new Locator.FilterOptions().setHasText(copy));
        assertThat(asked.locator(".chip"))
                .hasText("score 100 of 100", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        assertThat(asked).containsText("looks like " + PlayedMonth.titleOf(blocked));
        assertThat(asked).containsText("title 100 % alike · seller another");
        assertAccessible(page, "board with a suspicion");
        Page anybodys = chromium.open(Reader.PUBLIC, month.url());
        assertThat(anybodys.locator(".refund-cases > li").first()).isVisible();
        assertThat(anybodys.locator("#suspicions-title")).isHidden();
        anybodys.context().close();

        asked.locator("[name=reason]").fill("the real one has two handles");
        asked.getByText("Another product").click();
        assertThat(asked).hasCount(0);
        page.reload();
        assertThat(page.locator("#suspicions-title")).isVisible();
        assertThat(asked).hasCount(0);
        page.context().close();
    }

    /** The last one, because the services do not come back from it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void without_the_services_databases_the_board_is_right_and_is_rebuilt_from_the_topics_alone() throws Exception {
        String before = month.board();
        month.stopServiceDatabases();
        assertEquals(before, month.board());
        month.emptyDashboard();
        Awaitility.await("the rebuilt board")
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .untilAsserted(() -> assertEquals(before, month.board()));
        Page page = openCase(staff, month.failedAndRefunded());
        assertThat(words(page, "RefundCaseCompleted")).containsText("refunds completed: ");
        page.context().close();
    }

    private static void assertCount(String stage, int count) {
        assertThat(watched.locator(".stage[data-stage=" + stage + "] .stage-count"))
                .hasText(String.valueOf(count));
    }

    private static void giveToken(Page page, String token) {
        page.locator("#token").click();
        page.locator("#token-text").fill(token);
        page.locator("#token-use").click();
    }

    private static Page openCase(Reader reader, NamedCsvRecord verdict) throws Exception {
        return chromium.open(reader, month.url() + "#/case/" + verdict.getField("case_id"));
    }

    private static Locator row(Page page, String type) {
        return page.locator(".event[data-type=" + type + "]").first();
    }

    private static Locator words(Page page, String type) {
        return row(page, type).locator(".event-words");
    }
}
