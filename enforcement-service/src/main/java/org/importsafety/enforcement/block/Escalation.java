package org.importsafety.enforcement.block;

import java.util.Comparator;
import java.util.Map;

/** Who is told when the platform does not answer: the longer it is silent, the higher. @param after how many missed deadlines */
record Escalation(Map<Level, Integer> after) {
    enum Level {
        PLATFORM_CONTACT,
        ASSOCIATION_OFFICER,
        AUTHORITY
    }

    Escalation {
        after = Map.copyOf(after);
    }

    /** @return null when nobody is told yet */
    Level level(int missed) {
        return after.entrySet().stream()
                .filter(step -> step.getValue() <= missed)
                .max(Map.Entry.<Level, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
