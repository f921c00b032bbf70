package org.importsafety.refund.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import org.importsafety.refund.notice.BuyerNotice.State;

/**
 * How many of a case's buyers were told, and how many it reached.
 *
 * @param due to be asked for; not, as long as the orders feed is not read to its end, or the block has ended
 * @param requested asked of the platform, whatever it answered; the following are of them
 * @param reached delivered in a hundred requested, rounded down to a tenth: never 100 while one is missing; null while
 *     none is requested
 */
record Reach(long due, long requested, long sent, long delivered, long bounced, BigDecimal reached) {

    static Reach of(Map<State, Long> counts) {
        Map<State, Long> all = new EnumMap<>(State.class);
        all.putAll(counts);
        long due = all.getOrDefault(State.DUE, 0L);
        long requested = all.values().stream().mapToLong(Long::longValue).sum() - due;
        long delivered = all.getOrDefault(State.DELIVERED, 0L);
        return new Reach(
                due,
                requested,
                all.getOrDefault(State.SENT, 0L),
                delivered,
                all.getOrDefault(State.BOUNCED, 0L),
                requested == 0
                        ? null
                        : BigDecimal.valueOf(delivered)
                                .scaleByPowerOfTen(2)
                                .divide(BigDecimal.valueOf(requested), 1, RoundingMode.DOWN));
    }
}
