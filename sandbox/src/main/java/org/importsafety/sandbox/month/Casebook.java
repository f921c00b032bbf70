package org.importsafety.sandbox.month;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.importsafety.sandbox.month.Facts.BlockAnswered;
import org.importsafety.sandbox.month.Facts.BlockProbed;
import org.importsafety.sandbox.month.Facts.CampaignClosed;
import org.importsafety.sandbox.month.Facts.Notice;
import org.importsafety.sandbox.month.Facts.ProductSelected;
import org.importsafety.sandbox.month.Facts.ProductSkipped;
import org.importsafety.sandbox.month.Facts.Refund;
import org.importsafety.sandbox.month.Facts.RefundCaseCompleted;
import org.importsafety.sandbox.month.Facts.SaleBlocked;
import org.importsafety.sandbox.month.Facts.SaleUnblocked;
import org.importsafety.sandbox.month.Facts.TestResult;
import org.importsafety.sandbox.month.Facts.TestUnroutable;
import org.importsafety.sandbox.relisting.Relisted;

/** What became of every case of the month, folded from the topics; of several words on one thing the highest version counts. */
final class Casebook {

    private final String month;
    private CampaignClosed closed;
    private final Map<String, ProductSelected> selected = new TreeMap<>();
    private final Set<String> replaced = new TreeSet<>();
    private final Tests tests;
    private final Set<String> corrected = new TreeSet<>();
    private final Map<String, Block> blocks = new TreeMap<>();
    private final Set<String> verified = new TreeSet<>();
    private final Map<String, Refund> refunds = new TreeMap<>();
    private final Map<String, RefundCaseCompleted> completed = new TreeMap<>();
    private final Map<String, Notice> notices = new TreeMap<>();

    Casebook(String month, Happenings happenings) {
        this.month = month;
        this.tests = new Tests(month, happenings);
        happenings
                .on("ProductSelected", ProductSelected.class, this::selected)
                .on("ProductSkipped", ProductSkipped.class, this::skipped)
                .on("CampaignClosed", CampaignClosed.class, this::closed)
                .on("TestCorrected", TestResult.class, this::corrected)
                .on("SaleBlocked", SaleBlocked.class, this::blocked)
                .on("BlockConfirmed", BlockAnswered.class, this::confirmed)
                .on("BlockVerified", BlockProbed.class, this::verified)
                .on("BlockBreached", BlockProbed.class, this::breached)
                .on("SaleUnblocked", SaleUnblocked.class, this::released)
                .on("RefundRequested", Refund.class, this::refunded)
                .on("RefundSettled", Refund.class, this::refunded)
                .on("RefundFailed", Refund.class, this::refunded)
                .on("RefundStopped", Refund.class, this::refunded)
                .on("RefundCaseCompleted", RefundCaseCompleted.class, this::completed)
                .on("BuyerNoticeRequested", Notice.class, this::noticed)
                .on("BuyerNoticeDelivered", Notice.class, this::noticed);
    }

    /** Null instants for what has not happened; no parent unless the listing is a relisting. */
    record Block(
            String caseId,
            String blockId,
            String listingId,
            Instant blockedAt,
            Instant confirmedAt,
            Instant releasedAt,
            String parentBlockId) {

        Block confirmed(Instant at) {
            return new Block(caseId, blockId, listingId, blockedAt, at, releasedAt, parentBlockId);
        }

        Block released(Instant at) {
            return new Block(caseId, blockId, listingId, blockedAt, confirmedAt, at, parentBlockId);
        }
    }

    CampaignClosed closed() {
        return closed;
    }

    Collection<ProductSelected> selections() {
        return selected.values();
    }

    /** Null when the case is not of this month's selection. */
    ProductSelected selection(String caseId) {
        return selected.get(caseId);
    }

    /** By case, the one that counts. */
    Map<String, TestResult> results() {
        return tests.results();
    }

    Map<String, TestUnroutable> unroutable() {
        return tests.unroutable();
    }

    Map<String, Block> blocks() {
        return blocks;
    }

    Collection<Refund> refunds() {
        return refunds.values();
    }

    Map<String, RefundCaseCompleted> completedCases() {
        return completed;
    }

    long resultsThatAre(String verdict) {
        return results().values().stream()
                .filter(result -> result.verdict().equals(verdict))
                .count();
    }

    int notices() {
        return notices.size();
    }

    /** @param state DELIVERED or BOUNCED, as far as the platform has said */
    long noticesThatAre(String state) {
        return notices.values().stream()
                .filter(notice -> state.equals(notice.state()))
                .count();
    }

    long refundsThatAre(String state) {
        return refunds.values().stream()
                .filter(refund -> refund.state().equals(state))
                .count();
    }

    long confirmedBlocks() {
        return blocks.values().stream()
                .filter(block -> block.confirmedAt() != null)
                .count();
    }

    /** What the month still waits for, empty at its end. @param corrections of reports that are to come in all */
    List<String> waitingFor(int corrections) {
        if (closed == null) {
            return List.of("the campaign " + month + " is not closed");
        }
        Waiting waiting = new Waiting();
        if (selected.size() < closed.selected()) {
            waiting.add((closed.selected() - selected.size()) + " of the selected listings are not told yet");
        }
        Map<String, TestResult> results = results();
        waiting.add(
                "no verdict on",
                selected.keySet(),
                id -> results.containsKey(id) || unroutable().containsKey(id));
        waiting.add(
                "no sample to be had, next rank not told:",
                selected.keySet().stream()
                        .filter(id -> unroutable().containsKey(id)
                                && unroutable().get(id).isOfSample())
                        .toList(),
                replaced::contains);
        tests.addTo(waiting);
        List<String> failed = results.values().stream()
                .filter(result -> result.verdict().equals("FAIL"))
                .map(TestResult::caseId)
                .toList();
        Map<String, Block> byCase = blocks.values().stream()
                .collect(Collectors.toMap(Block::caseId, block -> block, (one, other) -> other, TreeMap::new));
        if (corrected.size() < corrections) {
            waiting.add((corrections - corrected.size()) + " corrected reports are not told yet");
        }
        waiting.add("failed, not blocked:", failed, byCase::containsKey);
        waiting.add(
                "block not confirmed:",
                byCase.keySet(),
                id -> byCase.get(id).confirmedAt() != null || byCase.get(id).releasedAt() != null);
        waiting.add(
                "passed after all, not released:",
                corrected,
                id -> !results.get(id).verdict().equals("PASS")
                        || !byCase.containsKey(id)
                        || byCase.get(id).releasedAt() != null);
        waiting.add("refunds not completed:", byCase.keySet(), completed::containsKey);
        Map<String, Long> ended = refunds.values().stream()
                .filter(refund -> !refund.state().equals("REQUESTED"))
                .collect(Collectors.groupingBy(Refund::caseId, Collectors.counting()));
        waiting.add("not every refund of a completed case is told:", completed.keySet(), id -> {
            RefundCaseCompleted end = completed.get(id);
            return ended.getOrDefault(id, 0L) >= end.settled() + end.failed();
        });
        return waiting.sentences();
    }

    /** Blocks in force of which nobody has seen yet that they hold. */
    List<String> notVerified() {
        Waiting waiting = new Waiting();
        waiting.add(
                "block not verified:",
                blocks.keySet(),
                id -> verified.contains(id) || blocks.get(id).releasedAt() != null);
        return waiting.sentences();
    }

    /** Products that are on sale again and not blocked for it yet, and purchases of them that are not paid back. */
    List<String> onSaleAgain(Collection<Relisted> relisted) {
        Waiting waiting = new Waiting();
        List<Relisted> unsafe = relisted.stream()
                .filter(each -> blockInForce(each.originalId()) != null)
                .toList();
        waiting.add(
                "listed again, not blocked for it:",
                unsafe.stream().map(Relisted::listingId).toList(),
                id -> blockInForce(id) != null && blockInForce(id).parentBlockId() != null);
        waiting.add(
                "bought of what was listed again, not paid back:",
                unsafe.stream().map(Relisted::orderId).filter(Objects::nonNull).toList(),
                order -> refunds.values().stream()
                        .anyMatch(refund -> refund.orderId().equals(order)
                                && !refund.state().equals("REQUESTED")));
        waiting.add(
                "released, not what was blocked for it:",
                relisted.stream()
                        .filter(each -> blockInForce(each.originalId()) == null)
                        .map(Relisted::listingId)
                        .toList(),
                id -> blockInForce(id) == null);
        return waiting.sentences();
    }

    /** Null when there is none. */
    Block blockInForce(String listingId) {
        return blocks.values().stream()
                .filter(block -> block.listingId().equals(listingId) && block.releasedAt() == null)
                .findFirst()
                .orElse(null);
    }

    private boolean isOurs(String caseId) {
        return caseId.startsWith(month + ":");
    }

    private void selected(ProductSelected event) {
        if (event.month().equals(month)) {
            selected.put(event.caseId(), event);
        }
    }

    private void skipped(ProductSkipped event) {
        if (event.month().equals(month) && event.reason().equals("NOT_TESTABLE")) {
            replaced.add(event.caseId());
        }
    }

    private void closed(CampaignClosed event) {
        if (event.month().equals(month)) {
            closed = event;
        }
    }

    private void corrected(TestResult event) {
        if (isOurs(event.caseId())) {
            corrected.add(event.caseId());
        }
    }

    private void blocked(SaleBlocked event) {
        if (isOurs(event.caseId())) {
            blocks.putIfAbsent(
                    event.blockId(),
                    new Block(
                            event.caseId(),
                            event.blockId(),
                            event.listingId(),
                            event.blockedAt(),
                            null,
                            null,
                            event.parentBlockId()));
        }
    }

    private void confirmed(BlockAnswered event) {
        blocks.computeIfPresent(event.blockId(), (id, block) -> block.confirmed(event.at()));
    }

    private void verified(BlockProbed event) {
        verified.add(event.blockId());
    }

    /** What the platform has said before counts no more. */
    private void breached(BlockProbed event) {
        verified.remove(event.blockId());
        blocks.computeIfPresent(event.blockId(), (id, block) -> block.confirmed(null));
    }

    private void released(SaleUnblocked event) {
        blocks.computeIfPresent(event.blockId(), (id, block) -> block.released(event.occurredAt()));
    }

    private void refunded(Refund event) {
        if (isOurs(event.caseId())) {
            refunds.merge(event.refundId(), event, (old, now) -> now.version() > old.version() ? now : old);
        }
    }

    private void noticed(Notice event) {
        if (isOurs(event.caseId())) {
            notices.merge(event.noticeId(), event, (old, now) -> now.version() > old.version() ? now : old);
        }
    }

    private void completed(RefundCaseCompleted event) {
        if (isOurs(event.caseId())) {
            completed.merge(event.caseId(), event, (old, now) -> now.version() > old.version() ? now : old);
        }
    }
}
