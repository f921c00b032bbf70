package org.importsafety.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Contenders in turn, there and back: A B C, C B A, A B C. So a machine that gets slower or faster is no advantage to any. */
final class Rounds {

    private Rounds() {}

    /** @param story told of each round, in a line */
    static Outcome alternate(List<Contender> contenders, Effort effort, List<Figure> figures, Consumer<String> story)
            throws Exception {
        for (Contender contender : contenders) {
            story.accept("  warming up: " + told(contender, contender.round().run(effort.warmUp()), figures));
        }
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        contenders.forEach(contender -> samples.put(contender.name(), new ArrayList<>()));
        List<Contender> order = new ArrayList<>(contenders);
        for (int round = 1; round <= effort.rounds(); round++) {
            for (Contender contender : order) {
                Sample sample = contender.round().run(effort.round());
                samples.get(contender.name()).add(sample);
                story.accept("  round " + round + ": " + told(contender, sample, figures));
            }
            Collections.reverse(order);
        }
        return new Outcome(samples);
    }

    private static String told(Contender contender, Sample sample, List<Figure> figures) {
        String read = figures.stream()
                .map(figure -> figure.title() + " " + figure.shown(figure.of(sample)))
                .collect(Collectors.joining(", "));
        return contender.name() + ": " + read + (sample.lost() == 0 ? "" : ", " + sample.lost() + " lost");
    }
}
