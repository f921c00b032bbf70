package org.importsafety.refund.cases;

import java.time.Instant;

/**
 * What somebody decided about a case.
 *
 * @param by opaque, or the rule's name
 * @param reason null where none was given
 * @param at programme time
 */
record Decision(String by, String reason, Instant at) {}
