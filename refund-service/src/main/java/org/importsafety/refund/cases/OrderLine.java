package org.importsafety.refund.cases;

/** The identity of an order line. */
public record OrderLine(String orderId, int lineNo) {}
