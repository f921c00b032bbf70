package org.importsafety.sandbox.month;

import java.time.Instant;
import java.util.List;

/** The events of the topics with just the fields that the month's record and its story need. */
interface Facts {

    record ProductSelected(
            Instant occurredAt,
            String caseId,
            String month,
            String listingId,
            String category,
            int rank,
            long units,
            long orders,
            long buyers) {}

    /** @param reason NOT_TESTABLE after the close: the next rank, if there is one, takes the place */
    record ProductSkipped(String caseId, String month, String reason) {}

    record CampaignClosed(Instant occurredAt, String month, String rule, int selected, int skipped) {}

    /** @param retestOf null unless the case is tested again */
    record TestOrdered(String caseId, String testOrderId, String retestOf) {}

    /** A TestOrderRefused or TestReassigned: what goes on is an order of its own. */
    record TestOrderEnded(String testOrderId) {}

    /** @param testOrderId the order that ends with it; null where none does */
    record TestUnroutable(
            Instant occurredAt, String caseId, String listingId, String category, String reason, String testOrderId) {

        /** Only a retest or a split sample was given up: the case has another order. */
        boolean isBesideAnother() {
            return isOfRetest() || reason.startsWith("SPLIT_");
        }

        /** The place goes to the next rank. */
        boolean isOfSample() {
            return reason.equals("SAMPLE_UNAVAILABLE");
        }

        boolean isOfRetest() {
            return reason.startsWith("RETEST_");
        }
    }

    /**
     * A TestPassed, TestFailed, TestInconclusive or TestCorrected.
     *
     * @param verdict a correction's; else the type says it
     * @param referee whether a retest settles the case; null for no
     */
    record TestResult(
            String type,
            Instant occurredAt,
            long version,
            String caseId,
            String testOrderId,
            String listingId,
            String lab,
            String reportNo,
            String reason,
            String verdict,
            List<Nonconformity> nonconformities,
            String retestOf,
            Boolean referee) {

        boolean isOpen() {
            return verdict().equals("INCONCLUSIVE");
        }

        boolean settles() {
            return Boolean.TRUE.equals(referee) && !isOpen();
        }

        /** By rule one laboratory more is asked then, and no third. */
        boolean asksForRetest() {
            return type.equals("TestInconclusive") && retestOf == null && !"LAB_VERDICT_MISMATCH".equals(reason);
        }

        @Override
        public String verdict() {
            if (verdict != null) {
                return verdict;
            }
            return switch (type) {
                case "TestPassed" -> "PASS";
                case "TestFailed" -> "FAIL";
                default -> "INCONCLUSIVE";
            };
        }
    }

    record Nonconformity(String item, String measured, String comparator, String limit, String unit) {}

    record SaleBlocked(
            Instant occurredAt,
            String caseId,
            String blockId,
            String listingId,
            Instant blockedAt,
            int attempt,
            String parentBlockId) {}

    record BlockAnswered(
            Instant occurredAt,
            String caseId,
            String blockId,
            String listingId,
            String status,
            Instant at,
            String note) {}

    /** A BlockVerified or BlockBreached. @param probe where a breach was found */
    record BlockProbed(
            Instant occurredAt, String caseId, String blockId, String listingId, String probe, String evidence) {}

    record SaleUnblocked(Instant occurredAt, String blockId, String listingId) {}

    /** A RefundRequested, RefundSettled, RefundFailed or RefundStopped. */
    record Refund(
            String type,
            long version,
            String caseId,
            String refundId,
            String orderId,
            int lineNo,
            String listingId,
            long amount,
            String currency) {

        String state() {
            return switch (type) {
                case "RefundRequested" -> "REQUESTED";
                case "RefundSettled" -> "SETTLED";
                case "RefundStopped" -> "STOPPED";
                default -> "FAILED";
            };
        }
    }

    record RefundCaseCompleted(
            Instant occurredAt,
            long version,
            String caseId,
            String listingId,
            long refunds,
            long settled,
            long failed,
            long stopped,
            List<Sum> amounts) {}

    /** A BuyerNoticeRequested or BuyerNoticeDelivered. @param state null while the platform says nothing of it */
    record Notice(long version, String caseId, String noticeId, String state) {}

    record Sum(String currency, long amount) {}

    record EventParked(Instant occurredAt, String service, String topic, String key, String eventType, String error) {}
}
