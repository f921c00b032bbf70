package org.importsafety.enforcement.block;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Where a block stands, as far as people's decisions about it need to know.
 *
 * @param ground SAFETY_NONCONFORMITY or RELISTING
 * @param since when it was asked for: what was decided before that was about an earlier blocking
 * @param released it has ended
 * @param favourable the causes of a release for which a report speaks: CORRECTION, RETEST
 */
public record Standing(
        UUID blockId,
        String caseId,
        String listingId,
        String sellerId,
        String ground,
        Instant since,
        boolean released,
        Set<String> favourable) {}
