/**
 * Who gets the money back, and whether it has arrived.
 *
 * <p>In: {@code platform.orders.v1} (what was paid and cancelled), {@code enforcement.v1} (SaleBlocked opens a case,
 * SaleUnblocked ends it, an appeal holds it).
 * Out: {@code refund.v1}. Everything is set-based SQL; the payment provider is asked over HTTP, outside transactions.
 */
package org.importsafety.refund;
