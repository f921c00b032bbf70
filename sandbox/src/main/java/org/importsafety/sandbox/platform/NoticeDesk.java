package org.importsafety.sandbox.platform;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.importsafety.sandbox.Draw;

/**
 * What the platform does with notices to its buyers: simulated, nobody is written to. Each is in the buyer's app after at most half a
 * programme hour; with the fault a tenth of them go out by e-mail and come back. The order's page in the shop has all of them.
 */
public final class NoticeDesk {

    private static final BigDecimal BOUNCING = new BigDecimal("0.1");
    private static final int LONGEST_MINUTES = 30;

    private final boolean bounces;
    private final long seed;
    private final Map<Addressee, NoticeRequest> byBuyer = new ConcurrentHashMap<>();
    private final Set<UUID> reported = new HashSet<>();
    private final PriorityQueue<Delivery> deliveries = new PriorityQueue<>(Comparator.comparing(Delivery::due));

    NoticeDesk(boolean bounces, long seed) {
        this.bounces = bounces;
        this.seed = seed;
    }

    private record Addressee(String buyerRef, String listingId) {}

    /** A BuyerNoticeRequested as the platform reads it. @param language of the title and the text, an IETF tag */
    public record NoticeRequest(
            UUID eventId,
            Instant occurredAt,
            String caseId,
            UUID noticeId,
            String listingId,
            String buyerRef,
            String language,
            String title,
            String text) {}

    /** @param state DELIVERED or BOUNCED */
    record Delivery(NoticeRequest request, String channel, String state, Instant due) {}

    /** What the buyer of a listing is told; null while that is nothing. */
    public NoticeRequest of(String buyerRef, String listingId) {
        return byBuyer.get(new Addressee(buyerRef, listingId));
    }

    void take(NoticeRequest request) {
        byBuyer.put(new Addressee(request.buyerRef(), request.listingId()), request);
        Draw draw = Draw.of(seed, request.noticeId(), "notice");
        Instant due = request.occurredAt().plus(Duration.ofMinutes(1 + draw.below(LONGEST_MINUTES)));
        deliveries.add(
                bounces && draw.happens(BOUNCING)
                        ? new Delivery(request, "EMAIL", "BOUNCED", due)
                        : new Delivery(request, "APP", "DELIVERED", due));
    }

    /** Said before, perhaps by the platform as it was before a restart. */
    void reported(UUID noticeId) {
        reported.add(noticeId);
    }

    /** What has been done by now and is not reported yet; from here on it counts as reported. */
    List<Delivery> due(Instant now) {
        List<Delivery> due = new ArrayList<>();
        while (!deliveries.isEmpty() && !deliveries.peek().due().isAfter(now)) {
            Delivery delivery = deliveries.poll();
            if (reported.add(delivery.request().noticeId())) {
                due.add(delivery);
            }
        }
        return due;
    }
}
