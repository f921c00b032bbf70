package org.importsafety.refund.cases;

import java.time.Instant;

/** An order line's identity, and what finds it among all purchases: they are kept by month of payment, and in it by listing. */
public record OrderLine(String orderId, int lineNo, String listingId, Instant paidAt) {}
