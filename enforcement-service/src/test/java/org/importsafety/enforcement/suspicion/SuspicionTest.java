package org.importsafety.enforcement.suspicion;

import static org.importsafety.enforcement.Fixtures.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.UUID;
import org.importsafety.enforcement.suspicion.Suspicion.Decision;
import org.importsafety.enforcement.suspicion.Suspicion.Status;
import org.importsafety.enforcement.suspicion.Suspicion.Step;
import org.importsafety.events.EnforcementEvent.RelistingSuspected;
import org.importsafety.events.EnforcementEvent.SuspicionDecided;
import org.junit.jupiter.api.Test;

class SuspicionTest {
    private static final UUID BLOCK = UUID.fromString("0051082e-5bd2-32ca-9e93-fae1ab0b5102");
    private static final UUID ID = UUID.fromString("06dc640d-cc19-3ede-9124-e2ca6c407928");
    private static final Suspicion OPEN = new Suspicion(
            ID, "copy", "Star brooch", BLOCK, "first", "Brooch, star", 100, List.of("TITLE: 100 %"), NOW, null);
    private static final Decision UNRELATED = new Decision(Status.UNRELATED, "anna", "another clasp", NOW);

    @Test
    void it_is_decided_once_whoever_says_the_same_again() {
        Suspicion decided = ((Step.Taken) OPEN.decide(UNRELATED)).suspicion();
        assertEquals(Status.UNRELATED, decided.status());
        Decision again = new Decision(Status.UNRELATED, "ben", UNRELATED.reason(), NOW.plusSeconds(1));
        assertEquals(new Step.Taken(decided, false), decided.decide(again));
        Decision otherWords = new Decision(Status.UNRELATED, "anna", "another pin", NOW);
        assertInstanceOf(Step.Refused.class, decided.decide(otherWords));
        Decision other = new Decision(Status.RELISTING, "anna", UNRELATED.reason(), NOW);
        assertEquals(List.of(), ((Step.Refused) decided.decide(other)).allowed());
    }

    @Test
    void where_there_is_nothing_to_block_it_can_still_be_called_unrelated() {
        assertEquals(List.of("UNRELATED"), ((Step.Refused) OPEN.overtaken()).allowed());
    }

    @Test
    void it_tells_what_is_alike_and_what_was_decided() {
        assertEquals(
                new RelistingSuspected(ID.toString(), "copy", BLOCK.toString(), 100, List.of("TITLE: 100 %")),
                OPEN.suspected());
        assertEquals(
                new SuspicionDecided(ID.toString(), "copy", BLOCK.toString(), "UNRELATED", "anna", "another clasp"),
                ((Step.Taken) OPEN.decide(UNRELATED)).suspicion().decided());
    }
}
