package org.importsafety.dashboard.cases;

import static org.importsafety.dashboard.Fixtures.CLOSE;
import static org.importsafety.dashboard.Fixtures.anybody;
import static org.importsafety.dashboard.Fixtures.said;
import static org.importsafety.dashboard.Fixtures.staff;
import static org.importsafety.dashboard.Fixtures.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.importsafety.dashboard.CaseLife;
import org.importsafety.dashboard.Fixtures;
import org.importsafety.dashboard.Fixtures.Said;
import org.importsafety.events.Topic;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "dashboard"))
class CaseLifeTest {
    @Inject
    Fixtures world;

    @ConfigProperty(name = "mp.messaging.incoming.programme.topics")
    Set<String> topics;

    @Test
    void every_topic_of_the_contract_is_read() {
        assertEquals(Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet()), topics);
    }

    @Test
    void a_life_told_from_its_end_shows_the_same_as_one_told_from_its_beginning() {
        CaseLife forwards = new CaseLife("2031-01", "FORWARDS");
        CaseLife backwards = new CaseLife("2030-12", "BACKWARDS");
        forwards.whole("A rattle", "F-1").forEach(world::say);
        byTopicFromTheEnd(backwards.whole("A rattle", "B-1"));

        JsonNode board = staff("/api/board?month=2031-01");
        assertEquals(
                Map.of(
                        "SELECTED",
                        1,
                        "ORDERED",
                        1,
                        "REPORTED",
                        1,
                        "FAILED",
                        1,
                        "BLOCKED",
                        1,
                        "CONFIRMED",
                        1,
                        "REFUNDED",
                        1),
                counts(board));
        assertEquals(Set.of("0"), Set.copyOf(texts(board.get("funnel"), "waiting")));
        assertEquals(
                "{\"passed\":0,\"failed\":1,\"inconclusive\":0,\"unroutable\":0}",
                board.get("verdicts").toString());
        assertEquals(
                "{\"cases\":1,\"completed\":1,\"requested\":3,\"settled\":3,\"failed\":0,\"stopped\":0,"
                        + "\"amounts\":[{\"currency\":\"GBP\",\"requested\":600,\"settled\":600}]}",
                board.get("refunds").toString());
        assertEquals(
                "[{\"lab\":\"KTR\",\"open\":0,\"reported\":1,\"failed\":1,\"medianHours\":42.0,\"oldestOpen\":null}]",
                board.get("labs").toString());
        assertEquals("A rattle", board.at("/refundCases/0/title").asText());
        assertEquals("SAFETY_NONCONFORMITY", board.at("/refundCases/0/ground").asText());

        JsonNode case1 = staff("/api/cases/2031-01:FORWARDS");
        assertEquals("REFUNDED", case1.get("state").asText());
        assertEquals("412", case1.at("/nonconformities/0/measured").asText());
        assertEquals(
                List.of(
                        "ListingPublished",
                        "ProductSelected",
                        "TestOrdered",
                        "SampleMoved",
                        "TestFailed",
                        "SaleBlocked",
                        "BlockReported",
                        "RefundCaseOpened",
                        "BlockConfirmed",
                        "RefundRequested",
                        "RefundSettled",
                        "RefundCaseCompleted"),
                types(case1));

        JsonNode other = staff("/api/board?month=2030-12");
        for (String part : List.of("campaign", "funnel", "verdicts", "refunds", "labs", "refundCases")) {
            assertEquals(
                    board.get(part).toString(),
                    other.get(part).toString().replace("2030-12", "2031-01").replace("BACKWARDS", "FORWARDS"));
        }
        JsonNode case2 = staff("/api/cases/2030-12:BACKWARDS");
        assertEquals(types(case1), types(case2));
        assertEquals(case1.get("refunds"), case2.get("refunds"));
    }

    @Test
    void each_event_names_its_cause_and_refunds_are_folded_by_the_hour() {
        CaseLife life = new CaseLife("2030-08", "CAUSES");
        world.say(life.whole("A doll", "C-1").toArray(Said[]::new));
        world.say(life.refund("RefundSettled", "C-2", 7, 3, 49));

        Map<String, JsonNode> events = new LinkedHashMap<>();
        staff("/api/cases/2030-08:CAUSES")
                .at("/events/items")
                .forEach(event -> events.merge(event.get("type").asText(), event, (first, second) -> second));
        assertEquals("TestFailed", events.get("SaleBlocked").at("/cause/type").asText());
        assertEquals(
                "SaleBlocked", events.get("BlockReported").at("/cause/type").asText());
        assertEquals(
                "BlockReported", events.get("BlockConfirmed").at("/cause/type").asText());
        assertTrue(events.get("ProductSelected").get("cause").isNull());
        assertEquals(53, events.get("ProductSelected").at("/fields/orders").asInt());
        assertFalse(events.get("ProductSelected").get("fields").has("eventId"));
        assertFalse(events.get("ProductSelected").has("count"));

        JsonNode requested = events.get("RefundRequested");
        assertEquals(3, requested.get("count").asInt());
        assertEquals(
                "[{\"currency\":\"GBP\",\"amount\":600}]",
                requested.get("amounts").toString());
        assertTrue(requested.get("fields").isNull());
        JsonNode later = events.get("RefundSettled");
        assertEquals(1, later.get("count").asInt());
        assertEquals(
                CLOSE.plus(Duration.ofHours(49)).toString(), later.get("until").asText());
    }

    @Test
    void a_retest_decides_what_the_first_report_left_open_in_whatever_order_they_are_told() {
        CaseLife told = new CaseLife("2029-05", "RETESTED");
        world.say(told.ordered(), told.inconclusive(), told.retestOrdered());
        assertEquals(
                "{\"passed\":0,\"failed\":0,\"inconclusive\":1,\"unroutable\":0}",
                staff("/api/board?month=2029-05").get("verdicts").toString());
        world.say(told.retestPassed());
        CaseLife backwards = new CaseLife("2029-05", "DETSETER");
        byTopicFromTheEnd(List.of(
                backwards.ordered(), backwards.inconclusive(), backwards.retestOrdered(), backwards.retestPassed()));

        JsonNode board = staff("/api/board?month=2029-05");
        assertEquals(
                "{\"passed\":2,\"failed\":0,\"inconclusive\":0,\"unroutable\":0}",
                board.get("verdicts").toString());
        assertEquals(List.of("KCL", "KTR"), texts(board.get("labs"), "lab"));
        assertEquals(List.of("2", "2"), texts(board.get("labs"), "reported"));
    }

    @Test
    void a_block_is_asked_for_confirmed_verified_and_breached_in_turn_and_a_resend_changes_nothing() {
        CaseLife life = new CaseLife("2029-04", "PROBED");
        assertStands(life, "BLOCKED", "REQUESTED", life.failed(), life.blocked());
        assertStands(life, "CONFIRMED", "CONFIRMED", life.answered(), life.confirmed());
        assertStands(life, "VERIFIED", "VERIFIED", life.probed("BlockVerified", 33, 47));
        JsonNode before = staff("/api/cases/2029-04:PROBED").get("blockedAt");
        assertStands(life, "BREACHED", "BREACHED", life.probed("BlockBreached", 34, 71));
        assertStands(life, "BREACHED", "BREACHED", life.askedAgain(35, 71));
        assertEquals(before, staff("/api/cases/2029-04:PROBED").get("blockedAt"));
        assertEquals(1, counts(staff("/api/board?month=2029-04")).get("BLOCKED"));
        assertEquals(0, counts(staff("/api/board?month=2029-04")).get("CONFIRMED"));
        assertStands(life, "CONFIRMED", "CONFIRMED", life.confirmedAgain(36, 73));
        assertStands(life, "VERIFIED", "VERIFIED", life.probed("BlockVerified", 37, 74));
        assertStands(life, "VERIFIED", "VERIFIED", life.probed("BlockBreached", 34, 71));
        assertFalse(RestAssured.get("/api/cases/2029-04:PROBED").asString().contains("O-secret"));
        assertTrue(staff("/api/cases/2029-04:PROBED").toString().contains("O-secret"));
    }

    private void assertStands(CaseLife life, String state, String standing, Said... said) {
        world.say(said);
        JsonNode shown = staff("/api/cases/" + life.caseId());
        assertEquals(state, shown.get("state").asText());
        assertEquals(standing, shown.get("standing").asText());
        JsonNode board = staff("/api/board?month=" + life.month());
        assertEquals(standing, board.at("/refundCases/0/standing").asText());
    }

    @Test
    void appeals_holds_and_the_release_are_in_the_cases_history_and_the_appellant_is_not_public() {
        CaseLife life = new CaseLife("2029-06", "DISPUTED");
        world.say(
                life.held(25, 40, 90),
                life.failed(),
                life.blocked(),
                life.held(31, 44, 44),
                life.opened(),
                life.confirmed(),
                life.appealOpened(),
                life.caseHeld(),
                life.appealDecided(),
                life.unblocked(35));
        List<String> expected = List.of(
                "SaleHeld",
                "TestFailed",
                "SaleBlocked",
                "SaleHeld",
                "RefundCaseOpened",
                "BlockConfirmed",
                "AppealOpened",
                "RefundCaseHeld",
                "AppealDecided",
                "SaleUnblocked");
        JsonNode staff = staff("/api/cases/2029-06:DISPUTED");
        assertEquals(expected, types(staff));
        assertTrue(staff.toString().contains("seller-secret"));
        assertEquals("RELEASED", staff.get("state").asText());
        JsonNode seen = anybody("/api/cases/2029-06:DISPUTED");
        assertEquals(expected, types(seen));
        assertFalse(seen.toString().contains("seller-secret"), seen::toString);
    }

    @Test
    void the_time_to_safe_is_shown_of_a_case_and_counted_for_the_month() {
        CaseLife life = new CaseLife("2029-07", "TIMED");
        world.say(life.failed(), life.blocked(), life.opened(), life.confirmed(), life.verified(), life.completed());
        assertEquals(
                "{\"blocked\":3600,\"confirmed\":7200,\"verified\":21600,\"refunded\":25200}",
                anybody("/api/cases/2029-07:TIMED").get("timeToSafe").toString());
        JsonNode steps = anybody("/api/board?month=2029-07").at("/timeToSafe/steps");
        assertEquals(List.of("blocked", "confirmed", "verified", "refunded"), texts(steps, "step"));
        assertEquals("[0,0,1,0,0,0,0,0]", steps.at("/0/counts").toString());
        assertEquals("[0,0,0,1,0,0,0,0]", steps.at("/1/counts").toString());
        assertEquals("[0,0,0,1,0,0,0,0]", steps.at("/2/counts").toString());
        assertEquals("[0,0,0,0,1,0,0,0]", steps.at("/3/counts").toString());
        assertEquals(25200, steps.at("/3/median").asLong());
    }

    @Test
    void a_long_life_comes_in_pages() {
        CaseLife life = new CaseLife("2030-03", "LONG");
        world.say(IntStream.rangeClosed(1, 205)
                .mapToObj(step -> said(Topics.TESTING, "LONG", "SampleMoved", step, step / 2, """
                        "caseId":"2030-03:LONG","testOrderId":"t","listingId":"LONG","step":"STORED\""""))
                .toArray(Said[]::new));
        world.say(life.ordered());

        JsonNode first = staff("/api/cases/2030-03:LONG").get("events");
        JsonNode second = staff(
                        "/api/cases/2030-03:LONG?after={id}", first.get("next").asText())
                .get("events");
        assertEquals(200, first.get("items").size());
        assertEquals(6, second.get("items").size());
        assertTrue(second.get("next").isNull());
        Set<String> ids = new HashSet<>();
        first.get("items").forEach(event -> ids.add(event.get("id").asText()));
        second.get("items").forEach(event -> ids.add(event.get("id").asText()));
        assertEquals(206, ids.size());
    }

    @Test
    void the_public_sees_nothing_of_an_item_in_test_and_all_of_a_blocked_one() {
        CaseLife life = new CaseLife("2030-09", "SECRET");
        world.say(
                life.listed("A very secret teddy"),
                life.paid("S-1", 1),
                life.selected(),
                life.closed(),
                life.ordered(),
                life.moved(),
                life.failed());

        assertEquals(0, anybody("/api/search?q=SECRET").get("items").size());
        assertEquals(0, anybody("/api/search?q=very secret").get("items").size());
        assertEquals(0, anybody("/api/search?q=R-2030-09:SECRET").get("items").size());
        RestAssured.get("/api/cases/2030-09:SECRET").then().statusCode(404);
        JsonNode counts = anybody("/api/board?month=2030-09");
        assertEquals(1, counts(counts).get("FAILED"));
        assertEquals(0, counts.get("labs").size());
        assertTrue(counts.get("parked").isNull());
        assertFalse(counts.toString().contains("SECRET"), counts::toString);
        assertEquals("PUBLIC", counts.get("view").asText());

        world.say(life.blocked(), life.answered(), life.opened(), life.requested("S-1", 1), life.settled("S-1", 1));
        JsonNode shown = anybody("/api/cases/2030-09:SECRET");
        assertEquals("BLOCKED", shown.get("state").asText());
        assertEquals(1, shown.at("/refunds/settled").asInt());
        assertEquals(
                List.of(
                        "TestFailed",
                        "SaleBlocked",
                        "BlockReported",
                        "RefundCaseOpened",
                        "RefundRequested",
                        "RefundSettled"),
                types(shown));
        assertEquals(
                "BLOCKED",
                anybody("/api/search?q=secret ted").at("/items/0/state").asText());
        JsonNode board = anybody("/api/board?month=2030-09");
        assertEquals("2030-09:SECRET", board.at("/refundCases/0/caseId").asText());
        for (String secret :
                List.of("seller-secret", "buyer-secret", "S-1", "orderId", "SampleMoved", "ProductSelected")) {
            assertFalse(shown.toString().contains(secret), () -> secret + " in " + shown);
            assertFalse(board.toString().contains(secret), () -> secret + " in " + board);
        }
    }

    private void byTopicFromTheEnd(List<Said> whole) {
        Map<Topic, List<Said>> byTopic =
                whole.stream().collect(Collectors.groupingBy(Said::topic, LinkedHashMap::new, Collectors.toList()));
        List<List<Said>> batches = new ArrayList<>(byTopic.values());
        Collections.reverse(batches);
        batches.forEach(batch -> world.say(batch.toArray(Said[]::new)));
    }

    private static Map<String, Integer> counts(JsonNode board) {
        Map<String, Integer> counts = new HashMap<>();
        board.get("funnel")
                .forEach(stage -> counts.put(
                        stage.get("stage").asText(), stage.get("count").asInt()));
        return counts;
    }

    private static List<String> types(JsonNode safetyCase) {
        List<String> types = new ArrayList<>();
        safetyCase
                .at("/events/items")
                .forEach(event -> types.add(event.get("type").asText()));
        return types;
    }
}
