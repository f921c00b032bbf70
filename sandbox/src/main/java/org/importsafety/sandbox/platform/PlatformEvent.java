package org.importsafety.sandbox.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.importsafety.sandbox.Json;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.input.OrderLine;

/** An event as the platform puts it on a topic: flat JSON, CloudEvents headers, an id by which a repeat is known for one. */
sealed interface PlatformEvent {

    String SOURCE = "urn:importsafety:sandbox:platform";

    String type();

    UUID eventId();

    Instant occurredAt();

    record ListingPublished(
            String type,
            long version,
            UUID eventId,
            Instant occurredAt,
            String listingId,
            String sellerId,
            String category,
            String title,
            String brand,
            String model,
            String gtin,
            String certificateNo,
            List<String> skus,
            Long price,
            String currency,
            String ageGroup,
            List<String> materials)
            implements PlatformEvent {

        static ListingPublished of(Listing listing, long version, Instant at) {
            String cause = version == 1 ? listing.listingId() : listing.listingId() + "|" + version;
            return new ListingPublished(
                    "ListingPublished",
                    version,
                    id("ListingPublished", cause),
                    at,
                    listing.listingId(),
                    listing.sellerId(),
                    listing.category(),
                    listing.title(),
                    listing.brand(),
                    listing.model(),
                    listing.gtin(),
                    listing.certificateNo(),
                    listing.skus(),
                    listing.price(),
                    listing.currency(),
                    listing.ageGroup(),
                    listing.materials());
        }
    }

    record OrderLinePaid(
            String type,
            long version,
            UUID eventId,
            Instant occurredAt,
            String orderId,
            int lineNo,
            String listingId,
            String sku,
            String buyerRef,
            int quantity,
            long amount,
            String currency,
            Instant paidAt)
            implements PlatformEvent {

        static OrderLinePaid of(OrderLine line, long version) {
            return new OrderLinePaid(
                    "OrderLinePaid",
                    version,
                    id("OrderLinePaid", line.orderId() + "|" + line.lineNo()),
                    line.paidAt(),
                    line.orderId(),
                    line.lineNo(),
                    line.listingId(),
                    line.sku(),
                    line.buyerRef(),
                    line.quantity(),
                    line.amount(),
                    line.currency(),
                    line.paidAt());
        }
    }

    record OrderLineCancelled(
            String type,
            long version,
            UUID eventId,
            Instant occurredAt,
            String orderId,
            int lineNo,
            Instant cancelledAt)
            implements PlatformEvent {

        static OrderLineCancelled of(OrderLine line, long version) {
            return new OrderLineCancelled(
                    "OrderLineCancelled",
                    version,
                    id("OrderLineCancelled", line.orderId() + "|" + line.lineNo()),
                    line.paidAt(),
                    line.orderId(),
                    line.lineNo(),
                    line.paidAt());
        }
    }

    record BlockReported(
            String type,
            long version,
            UUID eventId,
            Instant occurredAt,
            String blockId,
            String listingId,
            String status,
            List<String> skus,
            Instant reportedAt)
            implements PlatformEvent {

        static BlockReported done(BlockRequest request, Instant now) {
            return new BlockReported(
                    "BlockReported",
                    request.attempt(),
                    id("BlockReported", request.eventId().toString()),
                    now,
                    request.blockId(),
                    request.listingId(),
                    "DONE",
                    request.skus(),
                    now);
        }
    }

    private static UUID id(String type, String cause) {
        return UUID.nameUUIDFromBytes((type + "|" + cause).getBytes(StandardCharsets.UTF_8));
    }

    /** @param subject the listing, else the key @param cause the event that led to this one; null for none */
    default ProducerRecord<byte[], byte[]> on(String topic, String key, String subject, BlockRequest cause) {
        List<Header> headers = new ArrayList<>();
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_id", eventId().toString());
        header(headers, "ce_source", SOURCE);
        header(headers, "ce_type", type());
        header(headers, "ce_time", occurredAt().toString());
        header(headers, "ce_subject", subject);
        header(headers, "ce_correlationid", cause == null ? key : cause.caseId());
        if (cause != null) {
            header(headers, "ce_causationid", cause.eventId().toString());
        }
        header(headers, "content-type", "application/json");
        header(headers, "traceparent", cause == null || cause.traceparent() == null ? newTrace() : cause.traceparent());
        return new ProducerRecord<>(topic, null, key.getBytes(StandardCharsets.UTF_8), Json.bytes(this), headers);
    }

    /** A W3C trace that begins here; named after the event, so that a repeat is the same trace. */
    private String newTrace() {
        String digits = eventId().toString().replace("-", "");
        return "00-" + digits + "-" + digits.substring(16) + "-01";
    }

    private static void header(List<Header> headers, String name, String value) {
        headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
    }
}
