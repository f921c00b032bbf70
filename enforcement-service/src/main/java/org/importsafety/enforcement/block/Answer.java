package org.importsafety.enforcement.block;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What the platform says to a request to block, the same whether it came by Kafka or by REST.
 *
 * @param reportId the same answer told again has the same id
 * @param skus the SKUs that it speaks of; empty means all
 * @param reportedAt programme time of the platform
 */
record Answer(String reportId, Status status, List<String> skus, Instant reportedAt, String note) {
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_NOTE = 2000;
    private static final int MOST_SKUS = 1000;

    enum Status {
        DONE,
        PARTIAL,
        NOT_FOUND,
        FAILED
    }

    Answer {
        skus = List.copyOf(skus);
        reportedAt = reportedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** An answer, or what is wrong with it by field. */
    sealed interface Reading {
        record Read(Answer answer) implements Reading {}

        record Invalid(Map<String, String> problems) implements Reading {}
    }

    /** @param reportId null: the id is made from the content */
    static Reading read(String reportId, String status, List<String> skus, Instant reportedAt, String note) {
        Map<String, String> problems = new LinkedHashMap<>();
        Status known = known(status);
        if (known == null) {
            problems.put("status", "must be one of " + List.of(Status.values()));
        }
        if (reportedAt == null) {
            problems.put("reportedAt", "is missing");
        }
        List<String> named = skus == null ? List.of() : skus;
        if (named.size() > MOST_SKUS
                || named.stream().anyMatch(sku -> sku == null || sku.isBlank() || !storable(sku, LONGEST_ID))) {
            problems.put("skus", "must be at most %d texts of 1 to %d characters".formatted(MOST_SKUS, LONGEST_ID));
        }
        if (note != null && !storable(note, LONGEST_NOTE)) {
            problems.put("note", "must be a text of at most %d characters".formatted(LONGEST_NOTE));
        }
        if (reportId != null && (reportId.isBlank() || !storable(reportId, LONGEST_ID))) {
            problems.put("reportId", "must be a text of 1 to %d characters".formatted(LONGEST_ID));
        }
        if (!problems.isEmpty()) {
            return new Reading.Invalid(problems);
        }
        String id = reportId == null ? contentId(known, named, reportedAt, note) : reportId;
        return new Reading.Read(new Answer(id, known, named, reportedAt, note));
    }

    private static Status known(String status) {
        for (Status each : Status.values()) {
            if (each.name().equals(status)) {
                return each;
            }
        }
        return null;
    }

    /** PostgreSQL keeps any text without a NUL. */
    private static boolean storable(String text, int longest) {
        return text.length() <= longest && text.indexOf('\0') < 0;
    }

    private static String contentId(Status status, List<String> skus, Instant reportedAt, String note) {
        String content = "%s|%s|%s|%s".formatted(status, skus, reportedAt, Objects.toString(note, ""));
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
