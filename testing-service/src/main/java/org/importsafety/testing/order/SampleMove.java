package org.importsafety.testing.order;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A step that a sample took, with the evidence of its custody.
 *
 * @param seq counts the order's moves from 1
 * @param at programme time
 * @param by whoever told it, opaque; null for what was told before that was kept
 * @param photoHash of a photograph, SHA-256 in hexadecimal digits; it may be null, as the seal and the note
 */
record SampleMove(int seq, SampleStep step, Instant at, String by, String sealNo, String photoHash, String note) {

    /** An order's sample as a whole. @param stopped nothing may be reported until another sample is received */
    record Trail(UUID testOrderId, SampleStep step, boolean stopped, List<String> nextSteps, List<SampleMove> moves) {}

    static boolean isStopped(List<SampleMove> trail) {
        return SampleStep.isStopped(trail.stream().map(SampleMove::step).toList());
    }

    /**
     * Whether a report counts for nothing: the test stands still, or it did once since the report came.
     *
     * @param reportedAt programme time
     */
    static boolean isStopped(List<SampleMove> trail, Instant reportedAt) {
        return isStopped(trail)
                || trail.stream()
                        .anyMatch(move ->
                                move.step() == SampleStep.MISMATCH && move.at().isAfter(reportedAt));
    }

    /** Whether the same is told again. */
    boolean isSame(SampleStep otherStep, String otherSeal, String otherPhoto, String otherNote) {
        return step == otherStep
                && Objects.equals(sealNo, otherSeal)
                && Objects.equals(photoHash, otherPhoto)
                && Objects.equals(note, otherNote);
    }
}
