package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The cases that go on only by an officer's word, in one session. A case waits by its last inconclusive report, unless an
 * order of it is still open, another one fails, a later retest decided it, or an officer has closed it.
 */
final class WaitingCases {
    private static final String WAITING = """
            select o.case_id, o.listing_id, o.category, o.test_order_id, o.lab, o.report_no, o.revision, r.reason,
                   coalesce(r.confirmed_at, r.recorded_at) as since, o.retest_of is not null as retest,
                   r.supersedes is not null as corrected,
                   exists (select from test_order x where x.case_id = o.case_id and x.split and x.status = 'CLOSED')
                       as split,
                   (select x.status from test_order x
                    where x.case_id = o.case_id and x.attempt > o.attempt and x.retest_of is not null
                    order by x.attempt desc limit 1) as retest_end
            from test_order o join lab_report r using (lab, report_no, revision)
            where o.status = 'CLOSED' and o.verdict = 'INCONCLUSIVE'
              and not exists (
                  select from test_order x
                  where x.case_id = o.case_id
                    and (x.status in ('ORDERED', 'ACCEPTED')
                         or x.status = 'CLOSED' and x.verdict = 'FAIL'
                         or x.status = 'CLOSED' and x.attempt > o.attempt
                             and (x.verdict = 'INCONCLUSIVE' or x.retest_of is not null)))
              and not exists (
                  select from case_closing c
                  where c.lab = o.lab and c.report_no = o.report_no and c.revision = o.revision)
              and %s
            order by o.case_id
            """;
    private static final String AFTER = WAITING.formatted("o.case_id > :caseId");
    private static final String ONE = WAITING.formatted("o.case_id = :caseId");

    private final Mutiny.Session session;

    WaitingCases(Mutiny.Session session) {
        this.session = session;
    }

    /** What keeps the case from going on by itself. */
    enum Question {
        /** The laboratory says FAIL over numbers that pass. */
        LAB_VERDICT_MISMATCH,
        /** The retest was inconclusive, too. */
        RETEST_INCONCLUSIVE,
        /** No laboratory is left that can test the case again. */
        NO_LAB_FOR_RETEST,
        /** A retest was ordered, and given up. */
        RETEST_GIVEN_UP,
        /** After a correction, or beside a split sample, no retest follows by itself. */
        NO_RETEST_BY_RULE;

        /** @param retestEnd how the last retest after the report ended, null where there was none */
        static Question of(String reason, boolean retest, boolean corrected, boolean split, String retestEnd) {
            if (retestEnd != null) {
                return retestEnd.equals("REFUSED") ? NO_LAB_FOR_RETEST : RETEST_GIVEN_UP;
            }
            if (Judgement.LAB_VERDICT_MISMATCH.equals(reason)) {
                return LAB_VERDICT_MISMATCH;
            }
            if (retest) {
                return RETEST_INCONCLUSIVE;
            }
            return corrected || split ? NO_RETEST_BY_RULE : NO_LAB_FOR_RETEST;
        }
    }

    /**
     * @param testOrderId the order that was reported on last without a decision
     * @param reason why the report decides nothing
     * @param since when it was recorded, or confirmed where it had to be
     */
    record WaitingCase(
            String caseId,
            String listingId,
            String category,
            UUID testOrderId,
            String lab,
            String reportNo,
            int revision,
            Question waitsFor,
            String reason,
            Instant since) {
        private static WaitingCase of(Object[] row) {
            String reason = (String) row[7];
            return new WaitingCase(
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    (UUID) row[3],
                    (String) row[4],
                    (String) row[5],
                    (Integer) row[6],
                    Question.of(reason, (Boolean) row[9], (Boolean) row[10], (Boolean) row[11], (String) row[12]),
                    reason,
                    ((OffsetDateTime) row[8]).toInstant());
        }

        ReportId report() {
            return new ReportId(lab, reportNo, revision);
        }
    }

    /** By id, after one of them. */
    Uni<List<WaitingCase>> page(String after, int count) {
        return find(AFTER, after, count);
    }

    /** @return null where it does not wait */
    Uni<WaitingCase> find(String caseId) {
        return find(ONE, caseId, 1).map(found -> found.isEmpty() ? null : found.get(0));
    }

    private Uni<List<WaitingCase>> find(String sql, String caseId, int count) {
        return session.createNativeQuery(sql, Object[].class)
                .setParameter("caseId", caseId)
                .setMaxResults(count)
                .getResultList()
                .map(rows -> rows.stream().map(WaitingCase::of).toList());
    }
}
