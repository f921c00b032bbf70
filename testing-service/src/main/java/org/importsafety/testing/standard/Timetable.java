package org.importsafety.testing.standard;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plan versions side by side. Of a plan the newest version that has begun holds, and what it no longer has no older
 * one brings back.
 */
public record Timetable(List<PlanVersion> versions) {

    public Timetable {
        versions = List.copyOf(versions);
    }

    /** The version to test by: a plan for the age before one for all ages, then by plan. */
    public Optional<PlanVersion> inForce(String category, String ageGroup, LocalDate on) {
        return versions.stream()
                .filter(version -> version.covers(category, ageGroup, on) && !on.isAfter(lastDay(version)))
                .min(Comparator.comparing(
                                (PlanVersion version) -> version.ageGroups().isEmpty())
                        .thenComparing(PlanVersion::plan));
    }

    /** An older version that would begin after this one, or a newer one that would begin before. */
    Optional<PlanVersion> outOfOrder(PlanVersion wanted) {
        return ofPlan(wanted)
                .filter(other -> other.version() < wanted.version()
                        ? other.from().isAfter(wanted.from())
                        : other.from().isBefore(wanted.from()))
                .findFirst();
    }

    /** Another plan's version for the same category and age on some of the same days: only one of them could hold. */
    Optional<PlanVersion> competitor(PlanVersion wanted) {
        LocalDate last = lastDay(wanted);
        return versions.stream()
                .filter(other -> !other.plan().equals(wanted.plan()))
                .filter(other -> !Collections.disjoint(other.categories(), wanted.categories()))
                .filter(other -> isForSameAge(other.ageGroups(), wanted.ageGroups()))
                .filter(other -> !other.from().isAfter(last) && !wanted.from().isAfter(lastDay(other)))
                .findFirst();
    }

    /** A plan for all ages steps back behind one for an age. */
    private static boolean isForSameAge(Collection<String> one, Collection<String> other) {
        return one.isEmpty() && other.isEmpty() || !Collections.disjoint(one, other);
    }

    /** Before a newer version begins. */
    private LocalDate lastDay(PlanVersion version) {
        LocalDate own = version.to() == null ? LocalDate.MAX : version.to();
        return ofPlan(version)
                .filter(newer -> newer.version() > version.version())
                .map(newer -> newer.from().minusDays(1))
                .filter(day -> day.isBefore(own))
                .min(Comparator.naturalOrder())
                .orElse(own);
    }

    private Stream<PlanVersion> ofPlan(PlanVersion version) {
        return versions.stream()
                .filter(other -> other.plan().equals(version.plan()) && other.version() != version.version());
    }
}
