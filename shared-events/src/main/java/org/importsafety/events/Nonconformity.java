package org.importsafety.events;

/**
 * One row of a report that does not meet its limit. Measurements are decimal strings, exactly as they were reported.
 *
 * @param ratio measured divided by limit, computed; null where it has no meaning (banned, pass/fail, ranges)
 * @param source where the limit comes from
 */
public record Nonconformity(
        String item,
        String part,
        String method,
        String measured,
        String comparator,
        String limit,
        String unit,
        String ratio,
        String source) {}
