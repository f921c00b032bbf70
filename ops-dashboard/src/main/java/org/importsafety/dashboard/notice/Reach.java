package org.importsafety.dashboard.notice;

/**
 * How many buyers of a case were told, and how many it reached.
 *
 * @param requested asked of the platform; delivered and bounced are of them, the others are not answered for yet
 */
public record Reach(long requested, long delivered, long bounced) {
    public static final Reach NONE = new Reach(0, 0, 0);
}
