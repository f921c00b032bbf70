package org.importsafety.sandbox.relisting;

/**
 * A blocked product that is on sale again.
 *
 * @param listingId the new one
 * @param originalId of the listing that was tested
 * @param orderId of whoever bought it; null where the shop refused
 */
public record Relisted(String listingId, String originalId, String orderId) {}
