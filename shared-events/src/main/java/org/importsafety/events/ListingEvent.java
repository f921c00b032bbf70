package org.importsafety.events;

import java.util.List;

/** What the platform tells of its listings. */
public sealed interface ListingEvent extends Event {
    String listingId();

    @Override
    default Topic topic() {
        return Topics.PLATFORM_LISTINGS;
    }

    @Override
    default String key() {
        return listingId();
    }

    /**
     * A listing is on sale, or has changed.
     *
     * @param price minor units of the currency; null when the platform does not state it
     * @param ageGroup CHILD, CHILD_UNDER_36M or ADULT; null when unknown
     */
    record ListingPublished(
            String listingId,
            String sellerId,
            String category,
            String title,
            String brand,
            String model,
            String gtin,
            String certificateNo,
            String imageHash,
            List<String> skus,
            Long price,
            String currency,
            String ageGroup,
            List<String> materials)
            implements ListingEvent {
        public ListingPublished {
            skus = skus == null ? List.of() : List.copyOf(skus);
            materials = materials == null ? List.of() : List.copyOf(materials);
        }
    }
}
