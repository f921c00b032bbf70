package org.importsafety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {

    @Test
    void the_same_names_draw_the_same_whatever_was_drawn_before() {
        long first = Draw.of(1, "85099B", "total-lead").number();
        Draw.of(1, "other", "total-lead").number();

        assertEquals(first, Draw.of(1, "85099B", "total-lead").number());
        assertNotEquals(first, Draw.of(2, "85099B", "total-lead").number());
        assertNotEquals(first, Draw.of(1, "85099B", "ph").number());
    }

    @Test
    void a_share_happens_about_as_often_as_it_says() {
        long times = IntStream.range(0, 10_000)
                .filter(i -> Draw.of(1, i).happens(new BigDecimal("0.15")))
                .count();

        assertTrue(times > 1350 && times < 1650, times + " of 10,000");
        assertFalse(Draw.of(1, "a").happens(BigDecimal.ZERO));
        assertTrue(Draw.of(1, "a").happens(BigDecimal.ONE));
    }

    @Test
    void a_value_lies_between_its_bounds() {
        BigDecimal least = new BigDecimal("0.0005");
        BigDecimal most = new BigDecimal("0.05");
        for (int i = 0; i < 1000; i++) {
            BigDecimal value = Draw.of(3, i).between(least, most);
            assertTrue(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, value.toPlainString());
        }
    }
}
