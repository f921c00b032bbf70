package org.importsafety.events;

import java.time.Instant;
import java.util.List;

/** The verdicts, computed by us from the laboratory's measurements; the platform reads every one, pass or fail. */
public sealed interface ResultEvent extends Event {
    String listingId();

    String testOrderId();

    String lab();

    String reportNo();

    List<Nonconformity> nonconformities();

    /** The first order of the case that was reported on, when this one is a retest; else null. */
    String retestOf();

    /**
     * True for a retest whose word settles the case over all reports before it, so that a passed one ends a block; else
     * null. Of any other test a fail stands.
     */
    Boolean referee();

    @Override
    default Topic topic() {
        return Topics.TESTING_RESULTS;
    }

    @Override
    default String key() {
        return listingId();
    }

    /**
     * Every ordered item conforms.
     *
     * @param labVerdict the laboratory's own word: PASS, FAIL or NONE
     * @param mismatch our verdict and the laboratory's word differ
     * @param marginal a value is within its measurement uncertainty of the limit
     */
    record TestPassed(
            String caseId,
            String testOrderId,
            String listingId,
            String lab,
            String reportNo,
            int revision,
            String plan,
            int planVersion,
            String decisionRule,
            String labVerdict,
            boolean mismatch,
            boolean marginal,
            Instant refundFrom,
            List<Nonconformity> nonconformities,
            String retestOf,
            Boolean referee)
            implements ResultEvent {
        public TestPassed {
            nonconformities = nonconformities == null ? List.of() : List.copyOf(nonconformities);
        }
    }

    /**
     * At least one row does not conform: the sale is to be blocked.
     *
     * @param sellerId so that a block needs nothing but this event
     */
    record TestFailed(
            String caseId,
            String testOrderId,
            String listingId,
            String sellerId,
            String lab,
            String reportNo,
            int revision,
            String plan,
            int planVersion,
            String decisionRule,
            String labVerdict,
            boolean mismatch,
            boolean marginal,
            Instant refundFrom,
            List<Nonconformity> nonconformities,
            String retestOf,
            Boolean referee)
            implements ResultEvent {
        public TestFailed {
            nonconformities = List.copyOf(nonconformities);
        }
    }

    /** The report decides nothing: neither a pass nor a block follows. @param reason why, for a person */
    record TestInconclusive(
            String caseId,
            String testOrderId,
            String listingId,
            String lab,
            String reportNo,
            int revision,
            String plan,
            int planVersion,
            String decisionRule,
            String labVerdict,
            boolean mismatch,
            boolean marginal,
            Instant refundFrom,
            String reason,
            List<Nonconformity> nonconformities,
            String retestOf,
            Boolean referee)
            implements ResultEvent {
        public TestInconclusive {
            nonconformities = nonconformities == null ? List.of() : List.copyOf(nonconformities);
        }
    }

    /**
     * A laboratory corrected its report (ISO/IEC 17025:2017, 7.8.8), and we judged it again: this verdict counts now.
     *
     * @param supersedes the number of the report that this one replaces
     * @param previousVerdict PASS, FAIL or INCONCLUSIVE, as was told before; so is verdict
     * @param reason the laboratory's
     * @param sellerId so that a block needs nothing but this event; null only where a sender does not tell
     */
    record TestCorrected(
            String caseId,
            String testOrderId,
            String listingId,
            String sellerId,
            String lab,
            String reportNo,
            int revision,
            String supersedes,
            String previousVerdict,
            String verdict,
            String reason,
            Instant refundFrom,
            List<Nonconformity> nonconformities,
            String retestOf,
            Boolean referee)
            implements ResultEvent {
        public TestCorrected {
            nonconformities = nonconformities == null ? List.of() : List.copyOf(nonconformities);
        }
    }
}
