package org.importsafety.events;

import java.time.Instant;

/** The platform's word on what became of notices to buyers. */
public sealed interface NoticeReportEvent extends Event {
    @Override
    default Topic topic() {
        return Topics.PLATFORM_NOTICE_REPORTS;
    }

    /**
     * A notice is on its way, has arrived, or has come back. Of several words on one notice the one that was reported last
     * counts.
     *
     * @param channel how: APP, EMAIL, SMS or LETTER for instance
     * @param state SENT, DELIVERED or BOUNCED
     */
    record NoticeReported(String noticeId, String listingId, String channel, String state, Instant reportedAt)
            implements NoticeReportEvent {
        @Override
        public String key() {
            return noticeId;
        }

        @Override
        public String subject() {
            return listingId;
        }
    }
}
