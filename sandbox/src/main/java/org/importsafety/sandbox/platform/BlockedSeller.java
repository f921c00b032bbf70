package org.importsafety.sandbox.platform;

/** Whoever sold what the platform has taken off sale. */
public interface BlockedSeller {

    /** Told when the platform answers the request to block, so once for each request that is answered. */
    void learnsOfBlock(String listingId) throws InterruptedException;
}
