package org.importsafety.enforcement.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.importsafety.enforcement.probe.Look.Result;
import org.importsafety.enforcement.probe.Probe.Outcome;
import org.junit.jupiter.api.Test;

class ProbeTest {

    @Test
    void a_block_holds_when_every_step_refuses() {
        Probe probe = probe(Result.REFUSED, Result.REFUSED, Result.REFUSED, Result.REFUSED);
        assertEquals(Outcome.HOLDS, probe.outcome());
        assertEquals(Optional.empty(), probe.hole());
    }

    @Test
    void one_open_step_is_a_hole_whatever_the_others_say() {
        for (Step open : Step.values()) {
            for (Result others : List.of(Result.REFUSED, Result.UNCLEAR)) {
                Probe probe = new Probe(Stream.of(Step.values())
                        .map(step -> look(step, step == open ? Result.OFFERED : others))
                        .toList());
                assertEquals(Outcome.HOLE, probe.outcome(), probe.evidence());
                assertEquals(Optional.of(open), probe.hole());
            }
        }
    }

    @Test
    void what_is_unclear_or_was_not_tried_proves_nothing() {
        assertEquals(
                Outcome.UNCLEAR,
                probe(Result.REFUSED, Result.REFUSED, Result.UNCLEAR, Result.REFUSED)
                        .outcome());
        assertEquals(Outcome.UNCLEAR, probe(Result.REFUSED, Result.REFUSED).outcome());
        assertEquals(Outcome.UNCLEAR, probe().outcome());
    }

    @Test
    void the_evidence_names_every_step_with_what_was_answered() {
        assertEquals(
                "SEARCH REFUSED: GET /s -> 200; PAGE OFFERED: GET /s -> 200",
                probe(Result.REFUSED, Result.OFFERED).evidence());
        assertTrue(probe().evidence().isEmpty());
    }

    private static Probe probe(Result... results) {
        List<Look> looks = Stream.iterate(0, i -> i < results.length, i -> i + 1)
                .map(i -> look(Step.values()[i], results[i]))
                .toList();
        return new Probe(looks);
    }

    private static Look look(Step step, Result result) {
        return new Look(step, result, "GET /s -> 200");
    }
}
