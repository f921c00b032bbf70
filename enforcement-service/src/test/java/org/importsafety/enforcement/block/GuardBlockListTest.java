package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.latest;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.importsafety.events.Topic;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** Old records are really written to the topic, as a relay does that hung and woke up. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class GuardBlockListTest {
    private static final Topic LIST = Topics.ENFORCEMENT_BLOCK_LIST;

    @Inject
    Pool pool;

    @Test
    void an_older_entry_is_written_over_with_the_current_one() {
        blocked("zombie");
        JsonNode first = awaitTold(LIST, "zombie", "BlockListed");
        write(corrected("zombie", "R-zombie/2", "R-zombie", "FAIL"), UUID.randomUUID(), 2);
        JsonNode second = awaitTold(LIST, "zombie", "BlockListed", 2).get(1);
        assertEquals("R-zombie/2", second.get("reportNo").asText());
        awaitRead("zombie", second);

        write(LIST, "zombie", first.toString());
        JsonNode answer = awaitTold(LIST, "zombie", "BlockListed", 4).get(3);
        assertTrue(answer.get("version").asLong() > second.get("version").asLong(), answer.toString());
        assertEquals("R-zombie/2", answer.get("reportNo").asText());
        assertEquals(answer, latest(LIST, "zombie"));
        awaitRead("zombie", answer);
        assertEquals(4, told(LIST, "zombie", "BlockListed").size(), "it answers nothing of its own");
    }

    @Test
    void an_entry_that_comes_back_after_its_removal_is_removed_again() {
        blocked("undead");
        JsonNode entry = awaitTold(LIST, "undead", "BlockListed");
        write(corrected("undead", "R-undead/2", "R-undead", "PASS"), UUID.randomUUID(), 2);
        waiting("the removal is read")
                .until(() ->
                        count(pool, "select count(*) from block_list_entry where listing_id = $1 and removed", "undead")
                                == 1);
        write(LIST, "undead", entry.toString());
        waiting("it is removed again").until(() -> latest(LIST, "undead") == null);
    }

    @Test
    void a_removal_that_comes_again_does_not_take_a_block_in_force_off_the_list() {
        blocked("in-force");
        JsonNode entry = awaitTold(LIST, "in-force", "BlockListed");
        awaitRead("in-force", entry);
        write(LIST, "in-force", null);
        JsonNode answer = awaitTold(LIST, "in-force", "BlockListed", 2).get(1);
        assertTrue(answer.get("version").asLong() > entry.get("version").asLong(), answer.toString());
        assertEquals(answer, latest(LIST, "in-force"));
    }

    private void awaitRead(String listing, JsonNode entry) {
        waiting("our own entry is read back")
                .until(() -> count(
                                pool,
                                "select count(*) from block_list_entry where listing_id = $1 and version = $2",
                                listing,
                                entry.get("version").asLong())
                        == 1);
    }
}
