package org.importsafety.refund.notice;

import java.time.Instant;
import java.util.UUID;
import org.importsafety.events.RefundEvent.BuyerNoticeDelivered;

/**
 * The rule of what became of a notice: of the platform's words the one counts that was reported last, whatever the order
 * they come in. A notice that came back may arrive after all, by another channel.
 *
 * @param reportedAt of the word that counts; null while there is none
 */
record BuyerNotice(UUID noticeId, String caseId, String listingId, String buyerRef, State state, Instant reportedAt) {

    /** DUE: to be asked for; the last three are the platform's word. */
    enum State {
        DUE,
        REQUESTED,
        SENT,
        DELIVERED,
        BOUNCED;

        boolean isReport() {
            return compareTo(SENT) >= 0;
        }
    }

    /** The platform's word. @param channel how: APP, EMAIL, SMS or LETTER for instance */
    record Report(UUID noticeId, String channel, State state, Instant reportedAt) {
        Report {
            if (!state.isReport()) {
                throw new IllegalArgumentException("state: SENT, DELIVERED or BOUNCED, not " + state);
            }
        }
    }

    /** Nobody can have answered what was not asked yet. */
    boolean takes(Report report) {
        if (state == State.DUE) {
            throw new IllegalArgumentException("notice " + noticeId + " was not asked for yet");
        }
        return reportedAt == null || report.reportedAt().isAfter(reportedAt);
    }

    BuyerNotice after(Report report) {
        return new BuyerNotice(noticeId, caseId, listingId, buyerRef, report.state(), report.reportedAt());
    }

    BuyerNoticeDelivered told(Report report) {
        return new BuyerNoticeDelivered(
                caseId,
                noticeId.toString(),
                listingId,
                buyerRef,
                report.channel(),
                report.state().name());
    }
}
