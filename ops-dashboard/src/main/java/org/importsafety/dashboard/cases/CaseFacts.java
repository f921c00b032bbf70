package org.importsafety.dashboard.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.BlockBreached;
import org.importsafety.events.EnforcementEvent.BlockConfirmed;
import org.importsafety.events.EnforcementEvent.BlockIncomplete;
import org.importsafety.events.EnforcementEvent.BlockVerified;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.Event;
import org.importsafety.events.Nonconformity;
import org.importsafety.events.Recorded;
import org.importsafety.events.RefundEvent.RefundCaseCompleted;
import org.importsafety.events.RefundEvent.RefundCaseOpened;
import org.importsafety.events.ResultEvent;
import org.importsafety.events.ResultEvent.TestCorrected;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.events.SelectionEvent.ProductSelected;
import org.importsafety.events.SelectionEvent.ProductSkipped;
import org.importsafety.events.TestingEvent.TestOrdered;
import org.importsafety.events.TestingEvent.TestUnroutable;

/**
 * What one event says of its case. Facts may be put together in any order, and twice, to the same end: of a milestone the
 * first instant counts (of the last one, the last), of a judgement the one with the highest version.
 *
 * @param selection null where the event says nothing of it; so are the following
 */
record CaseFacts(
        String caseId,
        String listingId,
        Map<Milestone, Instant> reached,
        Selection selection,
        Judgement judgement,
        Block block,
        Completion completion) {

    CaseFacts {
        requireNonNull(caseId, "caseId is missing");
        requireNonNull(listingId, "listingId is missing");
    }

    record Selection(int rank, long orders) {}

    record Judgement(Verdict verdict, List<Nonconformity> nonconformities, long version) {}

    /**
     * @param ground null where only what became of the block is told
     * @param standing null where the event does not say where the block stands; so are at and version
     */
    record Block(String blockId, String ground, Standing standing, Instant at, Long version) {}

    /** @param stopped refunds that were withdrawn */
    record Completion(long stopped, long version) {}

    /** Which event says what; empty for events that change nothing that is kept of a case. */
    static Optional<CaseFacts> of(Recorded<?> recorded) {
        Event event = recorded.event();
        Instant at = recorded.occurredAt();
        long version = recorded.version();
        if (event instanceof ProductSelected it) {
            return facts(it.caseId(), it.listingId(), Map.of(Milestone.SELECTED, at))
                    .with(new Selection(it.rank(), it.orders()));
        }
        if (event instanceof ProductSkipped it) {
            return Optional.of(facts(it.caseId(), it.listingId(), Map.of()));
        }
        if (event instanceof TestOrdered it) {
            return Optional.of(facts(it.caseId(), it.listingId(), Map.of(Milestone.ORDERED, at)));
        }
        if (event instanceof TestUnroutable it) {
            if (!isEndOfCase(it)) {
                return Optional.of(facts(it.caseId(), it.listingId(), Map.of()));
            }
            return facts(it.caseId(), it.listingId(), Map.of())
                    .with(new Judgement(Verdict.UNROUTABLE, List.of(), version));
        }
        if (event instanceof ResultEvent it) {
            Verdict verdict = verdict(it);
            return facts(
                            it.caseId(),
                            it.listingId(),
                            verdict == Verdict.FAILED
                                    ? Map.of(Milestone.REPORTED, at, Milestone.FAILED, at)
                                    : Map.of(Milestone.REPORTED, at))
                    .with(new Judgement(verdict, it.nonconformities(), version));
        }
        if (event instanceof SaleBlocked it) {
            return facts(it.caseId(), it.listingId(), Map.of(Milestone.BLOCKED, it.blockedAt()))
                    .with(
                            isFirst(it, at)
                                    ? new Block(it.blockId(), it.ground(), Standing.REQUESTED, it.blockedAt(), version)
                                    : new Block(it.blockId(), it.ground(), null, null, null));
        }
        if (event instanceof SaleUnblocked it) {
            return stands(it, Standing.RELEASED, at, version, Map.of());
        }
        if (event instanceof BlockConfirmed it) {
            return stands(it, Standing.CONFIRMED, it.at(), version, Map.of(Milestone.CONFIRMED, it.at()));
        }
        if (event instanceof BlockIncomplete it) {
            return stands(it, Standing.INCOMPLETE, it.at(), version, Map.of());
        }
        if (event instanceof BlockVerified it) {
            return stands(it, Standing.VERIFIED, it.at(), version, Map.of());
        }
        if (event instanceof BlockBreached it) {
            return stands(it, Standing.BREACHED, it.at(), version, Map.of());
        }
        if (event instanceof RefundCaseOpened it) {
            return Optional.of(facts(it.caseId(), it.listingId(), Map.of(Milestone.OPENED, at)));
        }
        if (event instanceof RefundCaseCompleted it) {
            return facts(it.caseId(), it.listingId(), Map.of(Milestone.REFUNDED, at))
                    .with(new Completion(it.stopped(), version));
        }
        return Optional.empty();
    }

    /** A block that is asked for again stands where it stood, breached perhaps, until something is known of it. */
    private static boolean isFirst(SaleBlocked asked, Instant at) {
        return asked.attempt() == 1 || asked.blockedAt().equals(at);
    }

    private static Optional<CaseFacts> stands(
            EnforcementEvent event, Standing standing, Instant at, long version, Map<Milestone, Instant> reached) {
        return facts(event.caseId(), event.listingId(), reached)
                .with(new Block(event.blockId(), null, standing, at, version));
    }

    /** Of a retest or a split sample that is given up the case has another order, and its verdict. */
    private static boolean isEndOfCase(TestUnroutable unroutable) {
        return !unroutable.reason().startsWith("RETEST_")
                && !unroutable.reason().startsWith("SPLIT_");
    }

    /** How a result ends a test. */
    static Verdict verdict(ResultEvent result) {
        if (result instanceof TestPassed) {
            return Verdict.PASSED;
        }
        if (result instanceof TestCorrected it) {
            return switch (it.verdict()) {
                case "PASS" -> Verdict.PASSED;
                case "FAIL" -> Verdict.FAILED;
                default -> Verdict.INCONCLUSIVE;
            };
        }
        return result instanceof TestFailed ? Verdict.FAILED : Verdict.INCONCLUSIVE;
    }

    private static CaseFacts facts(String caseId, String listingId, Map<Milestone, Instant> reached) {
        return new CaseFacts(caseId, listingId, reached, null, null, null, null);
    }

    private Optional<CaseFacts> with(Selection known) {
        return Optional.of(new CaseFacts(caseId, listingId, reached, known, null, null, null));
    }

    private Optional<CaseFacts> with(Judgement known) {
        return Optional.of(new CaseFacts(caseId, listingId, reached, null, known, null, null));
    }

    private Optional<CaseFacts> with(Block known) {
        return Optional.of(new CaseFacts(caseId, listingId, reached, null, null, known, null));
    }

    private Optional<CaseFacts> with(Completion known) {
        return Optional.of(new CaseFacts(caseId, listingId, reached, null, null, null, known));
    }
}
