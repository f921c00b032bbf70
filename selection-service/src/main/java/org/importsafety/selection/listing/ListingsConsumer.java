package org.importsafety.selection.listing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.messaging.Reception;

/** The platform's listings, in batches. */
@ApplicationScoped
class ListingsConsumer {
    private final Reception reception;
    private final Listings listings;

    ListingsConsumer(Reception reception, Listings listings) {
        this.reception = reception;
        this.listings = listings;
    }

    @Incoming("platform-listings")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return reception.batch("platform-listings", records, listings::publish);
    }
}
