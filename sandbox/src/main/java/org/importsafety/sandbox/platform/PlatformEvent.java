package org.importsafety.sandbox.platform;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import org.importsafety.sandbox.platform.NoticeDesk.Delivery;
import org.importsafety.sandbox.platform.NoticeDesk.NoticeRequest;

/**
 * An event as the platform puts it on a topic: flat JSON, CloudEvents headers, an id by which a repeat is known for one.
 *
 * @param content its own fields, beside the common ones; a listing and an order line are told as they are
 */
record PlatformEvent(
        String type,
        long version,
        UUID eventId,
        Instant occurredAt,
        @JsonUnwrapped Object content) {

    private static final String SOURCE = "urn:importsafety:sandbox:platform";

    /** The event that led to one of the platform's. @param traceparent null begins a trace */
    record Cause(UUID eventId, String caseId, String traceparent) {}

    private record LinePaid(@JsonUnwrapped OrderLine line, String language) {}

    private record LineCancelled(String orderId, int lineNo, Instant cancelledAt) {}

    private record LineRefunded(
            String orderId, int lineNo, String refundRef, long amount, String currency, Instant refundedAt) {}

    private record BlockReported(
            String blockId, String listingId, String status, List<String> skus, Instant reportedAt) {}

    private record NoticeReported(UUID noticeId, String listingId, String channel, String state, Instant reportedAt) {}

    static PlatformEvent listingPublished(Listing listing, long version, Instant at) {
        String cause = version == 1 ? listing.listingId() : listing.listingId() + "|" + version;
        return of("ListingPublished", version, cause, at, listing);
    }

    static PlatformEvent orderLinePaid(OrderLine line, long version) {
        return of("OrderLinePaid", version, line.orderId() + "|" + line.lineNo(), line.paidAt(), line);
    }

    /** @param language in which the shop speaks to the buyer */
    static PlatformEvent orderLinePaid(OrderLine line, long version, String language) {
        String cause = line.orderId() + "|" + line.lineNo();
        return of("OrderLinePaid", version, cause, line.paidAt(), new LinePaid(line, language));
    }

    static PlatformEvent orderLineCancelled(OrderLine line, long version) {
        LineCancelled content = new LineCancelled(line.orderId(), line.lineNo(), line.paidAt());
        return of("OrderLineCancelled", version, line.orderId() + "|" + line.lineNo(), line.paidAt(), content);
    }

    /** The shop itself paid back; the version is the time, so it rises after those of the line and with each refund. */
    static PlatformEvent orderLineRefunded(OrderLine line, String refundRef, long amount, Instant now) {
        LineRefunded content = new LineRefunded(line.orderId(), line.lineNo(), refundRef, amount, line.currency(), now);
        String cause = line.orderId() + "|" + line.lineNo() + "|" + refundRef;
        return of("OrderLineRefunded", now.toEpochMilli(), cause, now, content);
    }

    /** All of what was asked for is off sale. */
    static PlatformEvent blockReported(BlockRequest request, Instant now) {
        BlockReported content = new BlockReported(request.blockId(), request.listingId(), "DONE", request.skus(), now);
        return of("BlockReported", request.attempt(), request.eventId().toString(), now, content);
    }

    /** What became of a notice to a buyer. */
    static PlatformEvent noticeReported(Delivery delivery, Instant now) {
        NoticeRequest request = delivery.request();
        NoticeReported content =
                new NoticeReported(request.noticeId(), request.listingId(), delivery.channel(), delivery.state(), now);
        return of("NoticeReported", 1, request.eventId().toString(), now, content);
    }

    private static PlatformEvent of(String type, long version, String cause, Instant at, Object content) {
        UUID id = UUID.nameUUIDFromBytes((type + "|" + cause).getBytes(StandardCharsets.UTF_8));
        return new PlatformEvent(type, version, id, at, content);
    }

    /** @param subject the listing, else the key @param cause the event that led to this one; null for none */
    ProducerRecord<byte[], byte[]> on(String topic, String key, String subject, Cause cause) {
        List<Header> headers = new ArrayList<>();
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_id", eventId.toString());
        header(headers, "ce_source", SOURCE);
        header(headers, "ce_type", type);
        header(headers, "ce_time", occurredAt.toString());
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
        String digits = eventId.toString().replace("-", "");
        return "00-" + digits + "-" + digits.substring(16) + "-01";
    }

    private static void header(List<Header> headers, String name, String value) {
        headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
    }
}
