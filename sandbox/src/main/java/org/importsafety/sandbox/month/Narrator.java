package org.importsafety.sandbox.month;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.month.Casebook.Block;
import org.importsafety.sandbox.month.Facts.BlockAnswered;
import org.importsafety.sandbox.month.Facts.BlockProbed;
import org.importsafety.sandbox.month.Facts.CampaignClosed;
import org.importsafety.sandbox.month.Facts.EventParked;
import org.importsafety.sandbox.month.Facts.Nonconformity;
import org.importsafety.sandbox.month.Facts.ProductSelected;
import org.importsafety.sandbox.month.Facts.RefundCaseCompleted;
import org.importsafety.sandbox.month.Facts.SaleBlocked;
import org.importsafety.sandbox.month.Facts.TestResult;

/**
 * Tells what matters to a person as it happens: each failure, each confirmed block, each completed refund case; the many passes and single
 * refunds only as counts, every few seconds.
 */
final class Narrator {

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);

    private final Story story;
    private final Casebook book;
    private final Set<String> verified = new HashSet<>();
    private boolean awake;
    private Instant lastCounts = Instant.EPOCH;
    private String lastTests = "";
    private String lastRefunds = "";

    /** @param happenings the casebook has asked for them before, so it knows what the narrator hears */
    Narrator(Story story, Casebook book, Happenings happenings) {
        this.story = story;
        this.book = book;
        happenings
                .on("CampaignClosed", CampaignClosed.class, this::closed)
                .on("TestPassed", TestResult.class, this::passed)
                .on("TestFailed", TestResult.class, this::failed)
                .on("TestInconclusive", TestResult.class, this::inconclusive)
                .on("TestCorrected", TestResult.class, this::corrected)
                .on("SaleBlocked", SaleBlocked.class, this::blocked)
                .on("BlockConfirmed", BlockAnswered.class, this::confirmed)
                .on("BlockIncomplete", BlockAnswered.class, this::incomplete)
                .on("BlockVerified", BlockProbed.class, this::verified)
                .on("BlockBreached", BlockProbed.class, this::breached)
                .on("BlockOverdue", BlockAnswered.class, this::overdue)
                .on("RefundCaseCompleted", RefundCaseCompleted.class, this::completed)
                .on("EventParked", EventParked.class, this::parked);
    }

    /** What happens from now on is news; what was read before is known from an earlier run. */
    void wake() {
        awake = true;
    }

    /** Counts, when they have changed and it is time. */
    void count(ProgrammeTime time) {
        Instant now = Instant.now();
        if (!awake || now.isBefore(lastCounts.plus(BETWEEN_COUNTS))) {
            return;
        }
        lastCounts = now;
        lastTests = countOf(time, lastTests, tests());
        lastRefunds = countOf(time, lastRefunds, refunds());
    }

    private String countOf(ProgrammeTime time, String last, String counted) {
        if (!counted.isEmpty() && !counted.equals(last)) {
            story.tell(time.now(), counted);
        }
        return counted;
    }

    private String tests() {
        int selected = book.selections().size();
        int done = book.results().size() + book.unroutable().size();
        return done == 0 || done >= selected
                ? ""
                : "tests: %d of %d reported, %d failed".formatted(done, selected, book.resultsThatAre("FAIL"));
    }

    private String refunds() {
        long settled = book.refundsThatAre("SETTLED");
        int all = book.refunds().size();
        return settled == 0 ? "" : "refunds: %,d of %,d settled".formatted(settled, all);
    }

    private void closed(CampaignClosed event) {
        tell(
                event.occurredAt(),
                "campaign %s is closed: %d listings selected by %s, %d skipped"
                        .formatted(event.month(), event.selected(), event.rule(), event.skipped()));
    }

    private void failed(TestResult event) {
        List<Nonconformity> rows = event.nonconformities();
        String finding = rows.isEmpty() ? "" : ", " + shown(rows.get(0));
        String more = rows.size() > 1 ? " (and %d more)".formatted(rows.size() - 1) : "";
        tell(event.occurredAt(), "%s reports %s: FAIL%s%s".formatted(event.lab(), listing(event), finding, more));
    }

    private void passed(TestResult event) {
        if (event.retestOf() != null) {
            tell(event.occurredAt(), "%s tests %s again: PASS".formatted(event.lab(), listing(event)));
        }
    }

    private void inconclusive(TestResult event) {
        tell(
                event.occurredAt(),
                "%s reports %s: INCONCLUSIVE, %s%s"
                        .formatted(
                                event.lab(),
                                listing(event),
                                event.reason(),
                                event.asksForRetest() ? "; another laboratory is asked" : "; an officer is asked"));
    }

    private void corrected(TestResult event) {
        tell(
                event.occurredAt(),
                "%s corrects %s: %s, %s".formatted(event.lab(), listing(event), event.verdict(), event.reason()));
    }

    /** That of a failed listing is no news: its report was. */
    private void blocked(SaleBlocked event) {
        Block parent = event.parentBlockId() == null || event.attempt() > 1
                ? null
                : book.blocks().get(event.parentBlockId());
        if (parent != null) {
            tell(
                    event.occurredAt(),
                    "%s is blocked at once: it is the product of %s".formatted(event.listingId(), parent.listingId()));
        }
    }

    private void confirmed(BlockAnswered event) {
        Block block = book.blocks().get(event.blockId());
        String after = block == null
                ? ""
                : ", %d h after the request"
                        .formatted(
                                Duration.between(block.blockedAt(), event.at()).toHours());
        tell(event.occurredAt(), "the platform confirms that %s is blocked%s".formatted(event.listingId(), after));
    }

    private void incomplete(BlockAnswered event) {
        tell(
                event.occurredAt(),
                "the platform has NOT blocked all of %s: %s".formatted(event.listingId(), event.status()));
    }

    /** Later looks that find the same are no news. */
    private void verified(BlockProbed event) {
        if (verified.add(event.blockId())) {
            tell(event.occurredAt(), "a stranger has tried: nobody can buy " + event.listingId());
        }
    }

    private void breached(BlockProbed event) {
        verified.remove(event.blockId());
        tell(
                event.occurredAt(),
                "%s can still be bought (%s): the platform is asked again".formatted(event.listingId(), event.probe()));
    }

    private void overdue(BlockAnswered event) {
        tell(
                event.occurredAt(),
                "the platform has not confirmed in time that %s is blocked: it is asked again"
                        .formatted(event.listingId()));
    }

    private void completed(RefundCaseCompleted event) {
        tell(
                event.occurredAt(),
                "refunds of %s: %,d of %,d order lines paid back, %s%s"
                        .formatted(
                                event.listingId(),
                                event.settled(),
                                event.refunds(),
                                Amounts.of(event.amounts()),
                                event.failed() > 0 ? ", " + event.failed() + " FAILED" : ""));
    }

    private void parked(EventParked event) {
        tell(
                event.occurredAt(),
                "%s puts aside a record of %s (%s): %s"
                        .formatted(event.service(), event.topic(), event.eventType(), event.error()));
    }

    private void tell(Instant at, String line) {
        if (awake) {
            story.tell(at, line);
        }
    }

    private String listing(TestResult event) {
        ProductSelected selected = book.selection(event.caseId());
        return selected == null
                ? event.listingId()
                : "%s (%s, rank %d)".formatted(event.listingId(), selected.category(), selected.rank());
    }

    private static String shown(Nonconformity row) {
        return switch (row.comparator()) {
            case "BANNED" -> "%s %s %s where none may be".formatted(row.item(), row.measured(), row.unit());
            case "PASS" -> row.item() + " not met";
            default -> "%s %s %s, limit %s".formatted(row.item(), row.measured(), row.unit(), row.limit());
        };
    }
}
