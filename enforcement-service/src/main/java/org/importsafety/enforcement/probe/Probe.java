package org.importsafety.enforcement.probe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.importsafety.enforcement.probe.Look.Result;

/** One run: every step was tried, also behind a step that refused, since a shop may forget one of them. */
record Probe(List<Look> looks) {
    Probe {
        looks = List.copyOf(looks);
    }

    enum Outcome {
        HOLDS,
        HOLE,
        UNCLEAR
    }

    /** One open step is a hole whatever the others say; only a refusal at each of them is a proof. */
    Outcome outcome() {
        if (hole().isPresent()) {
            return Outcome.HOLE;
        }
        return looks.size() == Step.values().length && looks.stream().allMatch(look -> look.result() == Result.REFUSED)
                ? Outcome.HOLDS
                : Outcome.UNCLEAR;
    }

    /** The first step at which the shop still offers the listing. */
    Optional<Step> hole() {
        return looks.stream()
                .filter(look -> look.result() == Result.OFFERED)
                .map(Look::step)
                .findFirst();
    }

    String evidence() {
        return looks.stream().map(Look::told).collect(Collectors.joining("; "));
    }
}
