package org.importsafety.testing.order;

import java.util.List;
import java.util.Optional;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.order.TestOrder.Ended;

/** When a case is tested again, and when a request for it is a repeat. */
final class Retesting {
    private Retesting() {}

    /** What an officer asks for. @param lab null: the rotation chooses; @param reason in words */
    record Wish(String lab, boolean referee, String reason) {
        /** The order that this very wish led to, as long as it goes on or has a result. */
        Optional<TestOrder> fulfilled(List<TestOrder> ofCase) {
            return ofCase.stream()
                    .filter(order -> order.isRetest() && !(order.state() instanceof Ended))
                    .filter(order -> reason.equals(order.origin().reason()))
                    .filter(order -> lab == null || lab.equals(order.lab()))
                    .filter(order -> order.origin().referee() || !referee)
                    .findFirst();
        }
    }

    /**
     * A report that decides nothing leads to one retest by itself. Not where a second laboratory has the sample anyway,
     * and not twice: after that it takes a person.
     */
    static boolean isDue(TestOrder inconclusive, List<TestOrder> ofCase) {
        return !inconclusive.isRetest()
                && ofCase.stream()
                        .noneMatch(order ->
                                order.isRetest() || order.origin().split() && !(order.state() instanceof Ended));
    }

    /** A failing test is only tested again to settle the dispute about it. */
    static boolean isDisputed(List<TestOrder> ofCase) {
        return ofCase.stream()
                .anyMatch(order -> order.state() instanceof Closed closed
                        && closed.verdict().equals("FAIL"));
    }

    /** @return why an order's case cannot be tested again now; null where it can */
    static String objection(TestOrder order, List<TestOrder> ofCase) {
        for (TestOrder other : ofCase) {
            if (other.isRetest() && !other.isClosed()) {
                return "The case is being tested again already, at " + other.lab();
            }
        }
        return order.state() instanceof Closed
                ? null
                : "The order is " + order.state().name() + ", there is no report on it";
    }
}
