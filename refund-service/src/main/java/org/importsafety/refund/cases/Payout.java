package org.importsafety.refund.cases;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.importsafety.events.Money;

/**
 * Large sums are paid when two people say so: one asks, having seen whom it concerns and what it costs, and another one
 * approves. It covers the sums that were seen; lines that come later need it again once they alone exceed the limit.
 *
 * @param amounts what was seen, by currency
 * @param approved null until the second person says so
 */
record Payout(List<Money> amounts, Decision requested, Decision approved) {
    static final String RULE = "rule:two-people";
    static final String REQUEST = "payout";
    static final String APPROVE = "payout/approval";

    Payout {
        amounts = List.copyOf(amounts);
    }

    /** What there is to decide on. @param awaits the case waits for two people @param due all that is, or was, to be paid */
    record Question(Map<String, Long> limits, boolean awaits, List<Money> due) {}

    /** What a step of a person comes to. */
    sealed interface Step {
        /** @param isNew false when this had been done before */
        record Taken(Payout payout, boolean isNew) implements Step {}

        /** Whoever asked cannot approve. */
        record SecondPersonNeeded() implements Step {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Step {}
    }

    /** @param limits by currency, in minor units; a currency without one has none @param known null for none */
    static boolean needed(Map<String, Long> limits, List<Money> due, Payout known) {
        return exceeds(limits, due, known == null || known.approved == null ? List.of() : known.amounts);
    }

    private static boolean exceeds(Map<String, Long> limits, List<Money> due, List<Money> covered) {
        return due.stream().anyMatch(sum -> {
            Long limit = limits.get(sum.currency());
            long left = covered.stream()
                    .filter(it -> it.currency().equals(sum.currency()))
                    .mapToLong(Money::amount)
                    .reduce(sum.amount(), Math::subtractExact);
            return limit != null && left > limit;
        });
    }

    /** @param known what was asked for last; null for nothing */
    static Step request(Question question, Payout known, Decision asked) {
        boolean open = known != null && known.approved == null && known.amounts.equals(question.due);
        if (known != null
                && (open || !question.awaits)
                && known.requested.reason().equals(asked.reason())) {
            return new Step.Taken(known, false);
        }
        if (!question.awaits) {
            return new Step.Refused("The case does not wait for two people", List.of());
        }
        return open
                ? new Step.Refused("The payout is asked for already: " + known.requested.reason(), List.of(APPROVE))
                : new Step.Taken(new Payout(question.due, asked, null), true);
    }

    static Step approve(Question question, Payout known, Decision approval) {
        if (known == null) {
            return question.awaits
                    ? new Step.Refused("Nobody has asked for the payout", List.of(REQUEST))
                    : new Step.Refused("The case does not wait for two people", List.of());
        }
        if (known.approved != null && Objects.equals(known.approved.by(), approval.by()) && !question.awaits) {
            return new Step.Taken(known, false);
        }
        if (known.approved == null && known.requested.by().equals(approval.by())) {
            return new Step.SecondPersonNeeded();
        }
        if (!question.awaits) {
            return new Step.Refused("The case does not wait for two people", List.of());
        }
        return known.approved != null || exceeds(question.limits, question.due, known.amounts)
                ? new Step.Refused("More is to be paid than was asked for", List.of(REQUEST))
                : new Step.Taken(new Payout(known.amounts, known.requested, approval), true);
    }
}
