package org.importsafety.enforcement.listing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.messaging.Reception;

@ApplicationScoped
class PlatformListingsConsumer {
    private static final String CHANNEL = "platform-listings";

    private final Reception reception;
    private final Listings listings;

    PlatformListingsConsumer(Reception reception, Listings listings) {
        this.reception = reception;
        this.listings = listings;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return reception.batch(CHANNEL, records, listings);
    }
}
