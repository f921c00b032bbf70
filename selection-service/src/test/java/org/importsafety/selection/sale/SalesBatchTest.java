package org.importsafety.selection.sale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.importsafety.events.OrderEvent.OrderLineCancelled;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.selection.sale.SalesBatch.Identity;
import org.importsafety.selection.sale.SalesBatch.Told;
import org.junit.jupiter.api.Test;

class SalesBatchTest {
    private static final Instant MAY = Instant.parse("2011-05-10T00:00:00Z");
    private final SalesBatch batch = new SalesBatch();

    @Test
    void the_first_telling_of_a_line_wins_and_the_others_are_kept_apart() {
        Told first = add("o1", 1, 5, MAY);
        Told other = add("o1", 2, 5, MAY);
        Told again = add("o1", 1, 6, MAY);

        assertEquals(List.of(first, other), batch.first());
        assertEquals(List.of(again), batch.again());
    }

    @Test
    void lines_are_sorted_by_order_and_number() {
        add("o10", 1, 1, MAY);
        add("o2", 10, 1, MAY);
        add("o2", 9, 1, MAY);

        assertEquals(
                List.of("o10/1", "o2/9", "o2/10"),
                batch.first().stream()
                        .map(told -> told.line().orderId() + "/" + told.line().lineNo())
                        .toList());
    }

    @Test
    void months_are_those_of_payment_in_korea() {
        add("o1", 1, 1, Instant.parse("2011-05-31T14:59:59Z"));
        add("o1", 2, 1, Instant.parse("2011-05-31T15:00:00Z"));

        assertEquals(Set.of("2011-05", "2011-06"), batch.months());
    }

    @Test
    void a_cancellation_may_come_without_its_line() {
        batch.add(UUID.randomUUID(), new OrderLineCancelled("o1", 1, MAY));
        batch.add(UUID.randomUUID(), new OrderLineCancelled("o1", 1, MAY.plusSeconds(9)));

        assertEquals(MAY, batch.cancelled().get(new Identity("o1", 1)));
        assertEquals(1, batch.cancelled().size());
    }

    @Test
    void what_names_no_line_is_refused_with_the_field() {
        assertEquals("orderId is missing", error(null, MAY));
        assertEquals("paidAt is missing", error("o1", null));
    }

    private String error(String orderId, Instant paidAt) {
        return assertThrows(NullPointerException.class, () -> add(orderId, 1, 1, paidAt))
                .getMessage();
    }

    private Told add(String orderId, int lineNo, int quantity, Instant paidAt) {
        UUID id = UUID.randomUUID();
        OrderLinePaid line = new OrderLinePaid(orderId, lineNo, "L", "L-0", "b", quantity, 100, "GBP", paidAt, null);
        batch.add(id, line);
        return new Told(id, line, paidAt.plusSeconds(9 * 3600).toString().substring(0, 7));
    }
}
