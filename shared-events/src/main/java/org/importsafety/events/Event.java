package org.importsafety.events;

/**
 * Something that happened. The simple name of the record is the event's type on the wire; the set is sealed, topic by
 * topic, so that an event without a topic or a key does not compile.
 */
public sealed interface Event
        permits ListingEvent,
                OrderEvent,
                BlockReportEvent,
                NoticeReportEvent,
                SelectionEvent,
                TestingEvent,
                ResultEvent,
                EnforcementEvent,
                BlockListEvent,
                RefundEvent,
                OperationsEvent {

    /** The topic that carries this event. */
    Topic topic();

    /** The Kafka key: events of one key keep their order. */
    String key();

    /** What the event is about: the listing where there is one, else the key (CloudEvents {@code subject}). */
    default String subject() {
        return key();
    }

    /** The case the event belongs to, {@code <month>:<listingId>}, or null where there is none yet. */
    default String caseId() {
        return null;
    }

    /** The event's name on the wire. */
    default String type() {
        return getClass().getSimpleName();
    }
}
