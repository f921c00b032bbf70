package org.importsafety.refund;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What happens to the sale of a listing, step by step, and to its order lines meanwhile. */
final class ListingStory {
    private enum Step {
        NOTHING,
        BLOCK,
        RELEASE,
        APPEAL,
        REJECT_APPEAL
    }

    record Course(List<Step> steps, List<LineStory.Course> lines) {}

    final String listingId;
    final List<LineStory> lines;
    private final Course course;
    private boolean wasBlocked;
    private boolean blocked;
    private int attempts;

    ListingStory(String listingId, Course course) {
        this.listingId = listingId;
        this.course = course;
        lines = IntStream.range(0, course.lines().size())
                .mapToObj(i -> new LineStory(listingId, i, course.lines().get(i)))
                .toList();
    }

    static Arbitrary<Course> courses(int steps, int lines) {
        Arbitrary<Step> step = Arbitraries.frequency(
                Tuple.of(5, Step.NOTHING),
                Tuple.of(3, Step.BLOCK),
                Tuple.of(2, Step.RELEASE),
                Tuple.of(1, Step.APPEAL),
                Tuple.of(1, Step.REJECT_APPEAL));
        return Combinators.combine(
                        step.list().ofSize(steps),
                        LineStory.courses(steps).list().ofSize(lines))
                .as(Course::new);
    }

    /** @param told the ids of what is said */
    void happens(Fixtures world, int round, Set<UUID> told) {
        UUID event = UUID.randomUUID();
        switch (course.steps().get(round)) {
            case NOTHING -> {
                return;
            }
            case BLOCK -> {
                if (!wasBlocked) {
                    lines.forEach(LineStory::isBlocked);
                }
                wasBlocked = true;
                blocked = true;
                world.blocked(listingId, ++attempts, event);
            }
            case RELEASE -> {
                blocked = false;
                world.unblocked(listingId, event);
            }
            case APPEAL -> world.appealOpened(listingId, event);
            case REJECT_APPEAL -> world.appealDecided(listingId, "appeal-" + listingId, "REJECTED", event);
        }
        told.add(event);
    }

    /** No appeal stays open. */
    void end(Fixtures world, Set<UUID> told) {
        UUID event = UUID.randomUUID();
        world.appealDecided(listingId, "appeal-" + listingId, "REJECTED", event);
        told.add(event);
    }

    boolean isBlocked() {
        return blocked;
    }

    boolean wasBlocked() {
        return wasBlocked;
    }

    String caseId() {
        return "2026-10:" + listingId;
    }

    @Override
    public String toString() {
        return listingId + course.steps();
    }
}
