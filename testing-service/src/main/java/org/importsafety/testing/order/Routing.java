package org.importsafety.testing.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.importsafety.testing.lab.Lab;
import org.importsafety.testing.lab.Rotation;
import org.importsafety.testing.lab.Rotation.SellerHistory;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.order.TestOrder.End;
import org.importsafety.testing.order.TestOrder.Ended;

/** Which laboratory an order of a case goes to: its first, or the next after a refusal, a reassignment or a report. */
final class Routing {
    private Routing() {}

    /** What a choice comes to. */
    sealed interface Choice {
        record At(String lab) implements Choice {}

        /** No laboratory is left that can do it. */
        record Nowhere() implements Choice {}

        /** The one that was named cannot have it. @param why a sentence */
        record NotThere(String why) implements Choice {}

        /** None has the name. */
        record Unknown() implements Choice {}
    }

    /**
     * The rotation chooses, among those that had no order of this case yet: whoever refused it, was late with it or
     * tested it does not get it again by itself.
     *
     * @param counts each laboratory's orders of the month so far
     * @param seller where the seller's goods have gone
     * @param earlier the orders of the case
     */
    static Choice next(
            List<Lab> labs,
            Map<String, Long> counts,
            SellerHistory seller,
            List<TestOrder> earlier,
            TestOrder wanted,
            LocalDate on) {
        Set<String> had = earlier.stream().map(TestOrder::lab).collect(Collectors.toSet());
        List<Lab> left = labs.stream().filter(lab -> !had.contains(lab.code())).toList();
        return Rotation.next(left, counts, seller, wanted.category(), wanted.items(), on)
                .<Choice>map(lab -> new Choice.At(lab.code()))
                .orElseGet(Choice.Nowhere::new);
    }

    /** A person chooses. A laboratory that the order was once taken away from may be given it again. */
    static Choice named(String code, List<Lab> labs, List<TestOrder> earlier, TestOrder wanted, LocalDate on) {
        for (Lab lab : labs) {
            if (lab.code().equals(code)) {
                String objection = objection(lab, earlier, wanted, on);
                return objection == null ? new Choice.At(code) : new Choice.NotThere(objection);
            }
        }
        return new Choice.Unknown();
    }

    private static String objection(Lab lab, List<TestOrder> earlier, TestOrder wanted, LocalDate on) {
        for (TestOrder order : earlier) {
            if (order.lab().equals(lab.code())) {
                if (order.state() instanceof Closed) {
                    return lab.code() + " has tested this case already";
                }
                if (!(order.state() instanceof Ended ended)) {
                    return lab.code() + " has the order now";
                }
                if (ended.end() == End.REFUSED) {
                    return lab.code() + " refused this case";
                }
            }
        }
        if (lab.suspended()) {
            return lab.code() + " is suspended";
        }
        return lab.canTest(wanted.category(), wanted.items(), on)
                ? null
                : lab.code() + " cannot test every item of the order";
    }
}
