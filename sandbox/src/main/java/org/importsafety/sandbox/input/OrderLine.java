package org.importsafety.sandbox.input;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line of an order, identified by (orderId, lineNo). @param amount paid for the whole line, minor units */
public record OrderLine(
        String orderId,
        int lineNo,
        String listingId,
        String sku,
        String buyerRef,
        int quantity,
        long amount,
        String currency,
        Instant paidAt,
        @JsonIgnore boolean cancelled) {

    private static final List<String> COLUMNS = List.of(
            "order_id",
            "line_no",
            "listing_id",
            "sku",
            "buyer_ref",
            "quantity",
            "amount",
            "currency",
            "paid_at",
            "status");

    public Identity identity() {
        return new Identity(orderId, lineNo);
    }

    /** What makes a line the same line, however often it is told. */
    public record Identity(String orderId, int lineNo) {}

    static List<OrderLine> read(Path file) throws BadInput {
        List<OrderLine> lines = new ArrayList<>();
        Map<String, String> shared = new HashMap<>();
        CsvFile.read(
                file,
                COLUMNS,
                row -> lines.add(new OrderLine(
                        once(shared, row.required("order_id")),
                        (int) row.wholeNumber("line_no", 0, Integer.MAX_VALUE),
                        once(shared, row.listingId("listing_id")),
                        once(shared, row.required("sku")),
                        once(shared, row.required("buyer_ref")),
                        (int) row.wholeNumber("quantity", 1, Integer.MAX_VALUE),
                        row.wholeNumber("amount", 0, Long.MAX_VALUE),
                        once(shared, row.currency("currency")),
                        row.instant("paid_at"),
                        row.oneOf("status", Set.of("PAID", "CANCELLED")).equals("CANCELLED"))));
        return lines;
    }

    /** Ids repeat from line to line; one copy of each keeps a year of sales small. */
    private static String once(Map<String, String> shared, String text) {
        String known = shared.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
