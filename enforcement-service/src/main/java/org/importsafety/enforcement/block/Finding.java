package org.importsafety.enforcement.block;

import java.time.Instant;
import java.util.List;
import org.importsafety.events.Nonconformity;
import org.importsafety.events.ResultEvent.TestCorrected;
import org.importsafety.events.ResultEvent.TestFailed;

/** That a listing fails, whichever event told it: what a block is founded on. */
record Finding(
        String caseId,
        String listingId,
        String testOrderId,
        String sellerId,
        String lab,
        String reportNo,
        Instant refundFrom,
        List<Nonconformity> nonconformities) {

    static Finding of(TestFailed it) {
        return usable(
                it.type(),
                new Finding(
                        it.caseId(),
                        it.listingId(),
                        it.testOrderId(),
                        it.sellerId(),
                        it.lab(),
                        it.reportNo(),
                        it.refundFrom(),
                        it.nonconformities()));
    }

    static Finding of(TestCorrected it) {
        return usable(
                it.type(),
                new Finding(
                        it.caseId(),
                        it.listingId(),
                        it.testOrderId(),
                        it.sellerId(),
                        it.lab(),
                        it.reportNo(),
                        it.refundFrom(),
                        it.nonconformities()));
    }

    /** A block without its statement of reasons would be refused by every reader: better parked, where a person sees it. */
    private static Finding usable(String type, Finding finding) {
        require(type, "caseId", finding.caseId);
        require(type, "listingId", finding.listingId);
        require(type, "sellerId", finding.sellerId);
        require(type, "lab", finding.lab);
        require(type, "reportNo", finding.reportNo);
        require(type, "refundFrom", finding.refundFrom);
        require(type, "testOrderId", finding.testOrderId);
        return finding;
    }

    private static void require(String type, String field, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(type + " without " + field);
        }
    }
}
