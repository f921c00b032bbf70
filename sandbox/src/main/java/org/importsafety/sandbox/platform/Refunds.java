package org.importsafety.sandbox.platform;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.importsafety.sandbox.input.OrderLine.Identity;

/** What became of the money of which order line, as refund.v1 tells it; of several words on one line the highest version counts. */
public final class Refunds {

    private final Map<Identity, Refund> byLine = new LinkedHashMap<>();

    /** @param reason why it failed or was stopped; may be null */
    public record Refund(
            String type,
            long version,
            Instant occurredAt,
            String refundId,
            String orderId,
            int lineNo,
            long amount,
            String currency,
            String reason) {

        /** How far it is. */
        public enum State {
            REQUESTED,
            SETTLED,
            FAILED,
            STOPPED
        }

        public State state() {
            return State.valueOf(type.substring("Refund".length()).toUpperCase(Locale.ROOT));
        }
    }

    /** Null where nothing is to be paid back. */
    public synchronized Refund of(String orderId, int lineNo) {
        return byLine.get(new Identity(orderId, lineNo));
    }

    /** The first order that something was paid back for; null when there is none yet. */
    public synchronized String anyOrder() {
        return byLine.isEmpty() ? null : byLine.keySet().iterator().next().orderId();
    }

    synchronized void tell(Refund refund) {
        byLine.merge(
                new Identity(refund.orderId(), refund.lineNo()),
                refund,
                (old, now) -> now.version() > old.version() ? now : old);
    }
}
