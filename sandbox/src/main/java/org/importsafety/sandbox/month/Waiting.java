package org.importsafety.sandbox.month;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Collects what is still missing, in sentences that name the first few. */
final class Waiting {

    private static final int NAMED = 5;

    private final List<String> sentences = new ArrayList<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    void add(String what, Collection<String> all, Predicate<String> done) {
        List<String> open = all.stream().filter(done.negate()).toList();
        if (!open.isEmpty()) {
            String names = String.join(", ", open.subList(0, Math.min(NAMED, open.size())));
            sentences.add(what + " " + open.size() + " of " + all.size() + ": " + names
                    + (open.size() > NAMED ? ", ..." : ""));
        }
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
