package org.importsafety.dashboard.cases;

import java.time.Duration;
import java.time.Instant;

/**
 * How long it took until a listing that fails could hurt nobody any more, and its buyers had their money: whole seconds of
 * programme time since the first failing report. Each is null until it has come.
 *
 * @param blocked until the platform was asked to stop the sale
 * @param confirmed until the platform said that it had
 * @param verified until somebody who tried to buy it could not
 * @param refunded until the last refund
 */
public record TimeToSafe(Long blocked, Long confirmed, Long verified, Long refunded) {

    /** @return null where nothing failed, or the sale is not blocked: a relisting has no report of its own */
    public static TimeToSafe of(SafetyCase it) {
        if (!it.has(Milestone.FAILED) || !it.has(Milestone.BLOCKED)) {
            return null;
        }
        Instant report = it.at(Milestone.FAILED);
        return new TimeToSafe(
                since(report, it.at(Milestone.BLOCKED)),
                since(report, it.at(Milestone.CONFIRMED)),
                since(report, it.verifiedAt()),
                since(report, it.at(Milestone.REFUNDED)));
    }

    /** The clocks of two services may differ a little: nothing takes less than no time. */
    private static Long since(Instant report, Instant then) {
        return then == null ? null : Math.max(0, Duration.between(report, then).toSeconds());
    }
}
