package org.importsafety.dashboard.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.importsafety.events.Money;

/**
 * An event as it is shown, or many of one kind in one: the refunds of a case, folded by programme hour.
 *
 * @param id of the event; of a fold, of its first
 * @param until when the last of a fold happened; null for a single event, as are count and amounts
 * @param caseId null where there is none
 * @param title of the listing; null while it is unknown, or where there is none
 * @param cause the event that led to it; null when that was a request or a timer, or is not shown to the caller
 * @param fields the event's own, as on the wire; null for a fold
 */
public record Entry(
        UUID id,
        String type,
        String topic,
        Instant occurredAt,
        @JsonInclude(Include.NON_NULL) Instant until,
        @JsonInclude(Include.NON_NULL) Long count,
        @JsonInclude(Include.NON_NULL) List<Money> amounts,
        String caseId,
        String listingId,
        String title,
        Cause cause,
        Map<String, Object> fields) {

    /** Another event. */
    public record Cause(UUID id, String type) {}
}
