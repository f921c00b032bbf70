package org.importsafety.sandbox.shop;

import java.time.Instant;
import java.util.List;
import org.importsafety.sandbox.input.OrderLine;

/** What was bought at once. @param lines at least one, by number @param played it is of the month's data, not of this shop */
record Order(String orderId, List<OrderLine> lines, boolean played) {

    Instant paidAt() {
        return lines.get(0).paidAt();
    }

    String buyerRef() {
        return lines.get(0).buyerRef();
    }
}
