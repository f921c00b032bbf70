package org.importsafety.testing.order;

import static org.importsafety.testing.order.TestOrderTest.order;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.importsafety.testing.lab.Lab;
import org.importsafety.testing.lab.Lab.Capability;
import org.importsafety.testing.lab.Rotation.SellerHistory;
import org.importsafety.testing.order.Routing.Choice;
import org.importsafety.testing.order.TestOrder.Accepted;
import org.importsafety.testing.order.TestOrder.End;
import org.importsafety.testing.order.TestOrder.Ended;
import org.importsafety.testing.order.TestOrder.Ordered;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 4);
    private static final List<Lab> LABS = List.of(lab("A", false), lab("B", false), lab("C", false));
    private static final TestOrder WANTED = order("X", new Ordered());

    @Test
    void the_first_order_goes_where_the_rotation_says() {
        assertEquals(
                new Choice.At("B"), Routing.next(LABS, Map.of("A", 1L), SellerHistory.NONE, List.of(), WANTED, DAY));
    }

    @Test
    void whoever_had_an_order_of_the_case_does_not_get_it_again_by_itself() {
        List<TestOrder> earlier = List.of(order("B", ended(End.REFUSED)), order("C", ended(End.REASSIGNED)));
        assertEquals(new Choice.At("A"), Routing.next(LABS, Map.of("A", 9L), SellerHistory.NONE, earlier, WANTED, DAY));
        List<TestOrder> all = List.of(earlier.get(0), earlier.get(1), order("A", new Accepted(null)));
        assertEquals(new Choice.Nowhere(), Routing.next(LABS, Map.of(), SellerHistory.NONE, all, WANTED, DAY));
    }

    @Test
    void a_person_may_go_back_to_a_laboratory_but_not_to_one_that_refused_or_has_tested() {
        assertEquals(new Choice.At("A"), named("A", order("A", ended(End.REASSIGNED))));
        assertEquals(new Choice.At("A"), named("A", order("B", ended(End.REFUSED))));
        assertEquals(
                new Choice.NotThere("A refused this case"),
                named("A", order("A", ended(End.REASSIGNED)), order("A", ended(End.REFUSED))));
        assertEquals(
                new Choice.NotThere("A has tested this case already"),
                named("A", order("A", new Ordered()).close("R", 0, "PASS")));
        assertEquals(new Choice.NotThere("A has the order now"), named("A", order("A", new Ordered())));
    }

    @Test
    void who_is_named_must_be_there_and_able() {
        assertEquals(new Choice.Unknown(), named("Z"));
        List<Lab> labs = List.of(lab("S", true), new Lab("T", "T", null, null, false, List.of()));
        assertEquals(new Choice.NotThere("S is suspended"), Routing.named("S", labs, List.of(), WANTED, DAY));
        assertEquals(
                new Choice.NotThere("T cannot test every item of the order"),
                Routing.named("T", labs, List.of(), WANTED, DAY));
    }

    private static Choice named(String code, TestOrder... earlier) {
        return Routing.named(code, LABS, List.of(earlier), WANTED, DAY);
    }

    private static Ended ended(End end) {
        return new Ended(end, "r", null, null);
    }

    private static Lab lab(String code, boolean suspended) {
        return new Lab(code, code, null, null, suspended, List.of(new Capability("toys", null, null, null, null)));
    }
}
