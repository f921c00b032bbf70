package org.importsafety.dashboard.suspicion;

import static org.importsafety.dashboard.Fixtures.anybody;
import static org.importsafety.dashboard.Fixtures.staff;
import static org.importsafety.dashboard.Fixtures.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.importsafety.dashboard.CaseLife;
import org.importsafety.dashboard.Fixtures;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "dashboard"))
class SuspicionsTest {
    @Inject
    Fixtures world;

    @Test
    void staff_sees_what_waits_for_a_decision_the_likeliest_first_and_nobody_else_does() {
        CaseLife blocked = new CaseLife("2028-05", "SUS-FIRST");
        CaseLife likely = new CaseLife("2028-05", "SUS-LIKELY");
        CaseLife less = new CaseLife("2028-05", "SUS-LESS");
        world.say(less.listed("A brooch, star"), less.suspected(blocked, 70), likely.suspected(blocked, 96));
        assertEquals(List.of(), waiting("SUS-FIRST"));
        world.say(blocked.listed("Star brooch"), blocked.failed(), blocked.blocked(), likely.listed("Star brooches!"));
        assertEquals(List.of("SUS-LIKELY", "SUS-LESS"), waiting("SUS-FIRST"));

        JsonNode first = of("SUS-LIKELY");
        assertEquals(96, first.get("score").asInt());
        assertEquals("TITLE: 96 %", first.get("reasons").get(0).asText());
        assertEquals("Star brooches!", first.get("title").asText());
        assertEquals("2028-05:SUS-FIRST", first.get("parentCaseId").asText());
        assertEquals("Star brooch", first.get("parentTitle").asText());
        assertTrue(texts(staff("/api/board").get("happenings"), "listingId").contains("SUS-LESS"));
        JsonNode seen = anybody("/api/board");
        assertTrue(seen.get("suspicions").isEmpty());
        assertFalse(seen.toString().contains("SUS-L"), seen::toString);
    }

    @Test
    void nothing_waits_that_is_decided_blocked_or_like_an_item_that_may_be_sold_again() {
        CaseLife blocked = new CaseLife("2028-06", "SUS-PARENT");
        CaseLife unrelated = new CaseLife("2028-06", "SUS-UNRELATED");
        CaseLife other = new CaseLife("2028-06", "SUS-BLOCKED");
        CaseLife last = new CaseLife("2028-06", "SUS-LAST");
        world.say(
                blocked.blocked(), unrelated.suspicionDecided(blocked, "UNRELATED"), unrelated.suspected(blocked, 80));
        world.say(other.suspected(blocked, 80), last.suspected(blocked, 80));
        assertEquals(List.of("SUS-BLOCKED", "SUS-LAST"), waiting("SUS-PARENT"));
        world.say(other.blocked());
        assertEquals(List.of("SUS-LAST"), waiting("SUS-PARENT"));
        world.say(blocked.unblocked(40));
        assertEquals(List.of(), waiting("SUS-PARENT"));
    }

    @Test
    void a_suspicion_is_in_the_history_of_what_was_blocked_by_it_for_staff() {
        CaseLife blocked = new CaseLife("2028-07", "SUS-ORIGIN");
        CaseLife again = new CaseLife("2028-07", "SUS-AGAIN");
        world.say(blocked.blocked(), again.suspected(blocked, 90));
        world.say(again.suspicionDecided(blocked, "RELISTING"), again.blocked());
        List<String> staff =
                texts(staff("/api/cases/2028-07:SUS-AGAIN").get("events").get("items"), "type");
        assertEquals(List.of("SaleBlocked", "RelistingSuspected", "SuspicionDecided"), staff);
        List<String> seen =
                texts(anybody("/api/cases/2028-07:SUS-AGAIN").get("events").get("items"), "type");
        assertEquals(List.of("SaleBlocked"), seen);
    }

    /** The listings that wait because of their likeness to that one. */
    private static List<String> waiting(String parent) {
        return StreamSupport.stream(staff("/api/board").get("suspicions").spliterator(), false)
                .filter(open -> open.get("parentListingId").asText().equals(parent))
                .map(open -> open.get("listingId").asText())
                .toList();
    }

    private static JsonNode of(String listing) {
        return StreamSupport.stream(staff("/api/board").get("suspicions").spliterator(), false)
                .filter(open -> open.get("listingId").asText().equals(listing))
                .findFirst()
                .orElseThrow();
    }
}
