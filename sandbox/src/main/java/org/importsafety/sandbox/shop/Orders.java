package org.importsafety.sandbox.shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.sandbox.Json;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.platform.Refunds;

/** Orders to look at: those of this shop's visitors, and by their number those of the played data. Who knows a number may see the order. */
final class Orders {

    /** Tells the shop's own orders from those of the data. */
    private static final String PREFIX = "W-";

    private static final String DIGITS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<OrderLine> played;
    private final Instant close;
    private final ConcurrentMap<String, Order> own = new ConcurrentHashMap<>();

    /** @param played in the order of the file: the first word on a line counts @param close lines from here on were never told */
    Orders(List<OrderLine> played, Instant close) {
        this.played = played;
        this.close = close;
    }

    /** Not to be guessed. */
    static String newId() {
        StringBuilder id = new StringBuilder(PREFIX);
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return id.toString();
    }

    void add(OrderLine line) {
        own.compute(line.orderId(), (id, known) -> {
            Map<Integer, OrderLine> lines = new TreeMap<>();
            if (known != null) {
                known.lines().forEach(one -> lines.put(one.lineNo(), one));
            }
            lines.put(line.lineNo(), line);
            return new Order(id, List.copyOf(lines.values()), false);
        });
    }

    /** A record of the orders topic from an earlier run on these data; only what was bought in this shop is new. */
    void recall(ConsumerRecord<byte[], byte[]> told) throws IOException {
        if (told.key() != null
                && told.value() != null
                && new String(told.key(), StandardCharsets.UTF_8).startsWith(PREFIX)
                && "OrderLinePaid".equals(Json.read(told.value(), Told.class).type())) {
            add(Json.read(told.value(), Paid.class).line());
        }
    }

    private record Told(String type) {}

    private record Paid(
            String orderId,
            int lineNo,
            String listingId,
            String sku,
            String buyerRef,
            int quantity,
            long amount,
            String currency,
            Instant paidAt) {
        OrderLine line() {
            return new OrderLine(orderId, lineNo, listingId, sku, buyerRef, quantity, amount, currency, paidAt, false);
        }
    }

    /** The newest first. @param buyerRef null for nobody */
    List<Order> of(String buyerRef) {
        return own.values().stream()
                .filter(order -> order.buyerRef().equals(buyerRef))
                .sorted(Comparator.comparing(Order::paidAt).reversed().thenComparing(Order::orderId))
                .toList();
    }

    /** A number to try: of an order that had a refund, where there is one. */
    String example(Refunds refunds) {
        String refunded = refunds.anyOrder();
        return refunded != null
                ? refunded
                : played.isEmpty() ? "" : played.get(0).orderId();
    }

    /** Null when there is none. Looks through all played lines, which takes a few milliseconds and no memory. */
    Order find(String orderId) {
        Order bought = own.get(orderId);
        if (bought != null) {
            return bought;
        }
        Map<Integer, OrderLine> found = new TreeMap<>();
        for (OrderLine line : played) {
            if (line.orderId().equals(orderId) && line.paidAt().isBefore(close)) {
                found.putIfAbsent(line.lineNo(), line);
            }
        }
        return found.isEmpty() ? null : new Order(orderId, List.copyOf(found.values()), true);
    }
}
