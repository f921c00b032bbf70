package org.importsafety.sandbox.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.importsafety.sandbox.Fault;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.platform.NoticeDesk.Delivery;
import org.importsafety.sandbox.platform.NoticeDesk.NoticeRequest;

/**
 * The platform's side that writes: all listings, then every order line that was paid before the close, later its answers to blocks and
 * what is bought in its shop.
 */
public final class Platform implements AutoCloseable {

    public static final String LISTINGS = "platform.listings.v1";
    public static final String ORDERS = "platform.orders.v1";
    static final String BLOCK_REPORTS = "platform.block-reports.v1";
    static final String NOTICE_REPORTS = "platform.notice-reports.v1";

    private final KafkaProducer<byte[], byte[]> producer;

    public Platform(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "platform",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Tells everything up to the close; returns when the broker has all of it. */
    public void publish(Inputs inputs, Instant close, Set<Fault> faults, long seed, Story story) throws Exception {
        Feed feed = Feed.of(inputs, close, faults, seed);
        story.say("             the platform publishes %,d listings and %,d order events%s"
                .formatted(inputs.listings().size(), feed.steps().size(), oddities(feed)));
        story.progress(
                "order feed", inputs.listings().size() + feed.steps().size(), done -> send(inputs, feed, close, done));
    }

    /** A new listing; returns when the broker has it. */
    public void list(Listing listing, Instant now) throws InterruptedException {
        PlatformEvent published = PlatformEvent.listingPublished(listing, 1, now);
        await(producer.send(published.on(LISTINGS, listing.listingId(), listing.listingId(), null)));
    }

    /** The platform's word on a request to block; returns when the broker has it. */
    void report(BlockRequest request, Instant now) throws InterruptedException {
        PlatformEvent reported = PlatformEvent.blockReported(request, now);
        await(producer.send(reported.on(BLOCK_REPORTS, request.listingId(), request.listingId(), request.cause())));
    }

    /** What became of notices to buyers; returns when the broker has all of it. */
    void reportNotices(List<Delivery> deliveries, Instant now) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            NoticeRequest request = delivery.request();
            sent.add(producer.send(PlatformEvent.noticeReported(delivery, now)
                    .on(
                            NOTICE_REPORTS,
                            request.noticeId().toString(),
                            request.listingId(),
                            new PlatformEvent.Cause(request.eventId(), request.caseId(), null))));
        }
        for (Future<RecordMetadata> one : sent) {
            await(one);
        }
    }

    /** A new order of the shop; returns when the broker has all its lines. @param language in which the shop spoke to the buyer */
    public void sell(List<OrderLine> order, String language) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (OrderLine line : order) {
            sent.add(producer.send(PlatformEvent.orderLinePaid(line, sent.size() + 1, language)
                    .on(ORDERS, line.orderId(), line.listingId(), null)));
        }
        for (Future<RecordMetadata> one : sent) {
            await(one);
        }
    }

    /** What the shop pays back by itself; returns when the broker has it. */
    public void payBack(OrderLine line, String refundRef, long amount, Instant now) throws InterruptedException {
        PlatformEvent refunded = PlatformEvent.orderLineRefunded(line, refundRef, amount, now);
        await(producer.send(refunded.on(ORDERS, line.orderId(), line.listingId(), null)));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void send(Inputs inputs, Feed feed, Instant close, IntConsumer done) throws InterruptedException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Instant published = beginning(inputs, close);
        Map<String, Long> versions = new HashMap<>();
        int sent = 0;
        for (Listing listing : inputs.listings()) {
            long version = versions.merge(listing.listingId(), 1L, Long::sum);
            PlatformEvent event = PlatformEvent.listingPublished(listing, version, published);
            send(event.on(LISTINGS, listing.listingId(), listing.listingId(), null), failure);
            done.accept(++sent);
        }
        for (Feed.Step step : feed.steps()) {
            send(recordOf(step), failure);
            done.accept(++sent);
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the platform cannot publish its orders", failure.get());
        }
    }

    private void send(ProducerRecord<byte[], byte[]> told, AtomicReference<Exception> failure) {
        producer.send(told, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    private static ProducerRecord<byte[], byte[]> recordOf(Feed.Step step) {
        OrderLine line = step.line();
        return switch (step.kind()) {
            case PAID ->
                PlatformEvent.orderLinePaid(line, step.version()).on(ORDERS, line.orderId(), line.listingId(), null);
            case CANCELLED ->
                PlatformEvent.orderLineCancelled(line, step.version()).on(ORDERS, line.orderId(), line.orderId(), null);
        };
    }

    /** Listings have no date in the file: they are on sale before the first line is paid. */
    private static Instant beginning(Inputs inputs, Instant close) {
        return inputs.orderLines().stream()
                .map(OrderLine::paidAt)
                .filter(paidAt -> paidAt.isBefore(close))
                .min(Instant::compareTo)
                .orElse(close);
    }

    private static String oddities(Feed feed) {
        List<String> told = new ArrayList<>();
        if (feed.unknownListings() > 0) {
            told.add("%,d lines name a listing that nobody knows".formatted(feed.unknownListings()));
        }
        if (feed.repeats() > 0) {
            told.add("%,d lines repeat an earlier one".formatted(feed.repeats()));
        }
        if (feed.tooLate() > 0) {
            told.add("%,d lines paid at or after the close are left out".formatted(feed.tooLate()));
        }
        return told.isEmpty() ? "" : " (" + String.join(", ", told) + ")";
    }

    private static void await(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not take the platform's word", e.getCause());
        }
    }
}
