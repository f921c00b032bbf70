package org.importsafety.refund;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What happens to an order line, step by step, and what has to come of it. */
final class LineStory {
    private enum Step {
        NOTHING,
        PAY,
        PAY_AGAIN_OTHERWISE,
        CANCEL,
        REFUND_A_PART,
        CHARGE_BACK,
        CHARGE_BACK_IN_DOLLARS,
        NOTIFY
    }

    /** @param provider what it does wrong, as the first part of the order's id */
    record Course(String provider, long amount, List<Step> steps) {}

    final String orderId;
    private final String listingId;
    private final Course course;
    private boolean paid;
    private boolean cancelled;
    private boolean inDollars;
    private long elsewhere;
    private boolean cancelledBeforeBlock;
    private boolean inDollarsBeforeBlock;
    private long elsewhereBeforeBlock;

    LineStory(String listingId, int number, Course course) {
        this.orderId = course.provider() + listingId + "-" + number;
        this.listingId = listingId;
        this.course = course;
    }

    static Arbitrary<Course> courses(int steps) {
        Arbitrary<Step> step = Arbitraries.frequency(
                Tuple.of(8, Step.NOTHING),
                Tuple.of(4, Step.PAY),
                Tuple.of(1, Step.PAY_AGAIN_OTHERWISE),
                Tuple.of(1, Step.CANCEL),
                Tuple.of(2, Step.REFUND_A_PART),
                Tuple.of(1, Step.CHARGE_BACK),
                Tuple.of(1, Step.CHARGE_BACK_IN_DOLLARS),
                Tuple.of(2, Step.NOTIFY));
        Arbitrary<String> provider = Arbitraries.frequency(
                Tuple.of(5, ""),
                Tuple.of(1, "lost-"),
                Tuple.of(1, "unheard-"),
                Tuple.of(1, "later-"),
                Tuple.of(1, "open-"),
                Tuple.of(1, "refused-"));
        return Combinators.combine(
                        provider,
                        Arbitraries.longs().between(0, 50_000),
                        step.list().ofSize(steps))
                .as(Course::new);
    }

    void happens(Fixtures world, int round) {
        switch (course.steps().get(round)) {
            case PAY -> {
                world.paid(orderId, 1, listingId, course.amount());
                paid = true;
            }
            case PAY_AGAIN_OTHERWISE -> {
                if (paid) { // the first telling counts
                    world.paid(orderId, 1, listingId, course.amount() + 1_000);
                }
            }
            case CANCEL -> {
                world.cancelled(orderId, 1);
                cancelled = true;
            }
            case REFUND_A_PART -> refund(world, "shop-" + round, course.amount() / 3 + 1);
            case CHARGE_BACK -> refund(world, "bank-" + round, Math.max(1, course.amount()));
            case CHARGE_BACK_IN_DOLLARS -> {
                world.refunded(orderId, 1, "bank-" + round, 5, "USD");
                inDollars = true;
            }
            default -> {}
        }
    }

    private void refund(Fixtures world, String refundRef, long amount) {
        world.refunded(orderId, 1, refundRef, amount);
        world.refunded(orderId, 1, refundRef, amount); // told twice
        elsewhere += amount;
    }

    /** Whatever was said of it by now counts before anything is paid. */
    void isBlocked() {
        cancelledBeforeBlock = cancelled;
        inDollarsBeforeBlock = inDollars;
        elsewhereBeforeBlock = elsewhere;
    }

    /** From the provider. */
    long mayGet() {
        return paid && !cancelledBeforeBlock && !inDollarsBeforeBlock
                ? Math.max(0, course.amount() - elsewhereBeforeBlock)
                : 0;
    }

    boolean isDue() {
        return isLeft() && !inDollars;
    }

    boolean isForAPerson() {
        return isLeft() && inDollarsBeforeBlock;
    }

    private boolean isLeft() {
        return paid && !cancelled && course.amount() > elsewhere;
    }

    boolean isNotified(int round) {
        return course.steps().get(round) == Step.NOTIFY;
    }

    @Override
    public String toString() {
        return orderId + " of " + course.amount() + course.steps();
    }
}
