package org.importsafety.refund.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.importsafety.refund.payment.Refund.Effect;
import org.importsafety.refund.payment.Refund.State;

/** Answers in any number and order: once told twice, once late, once against each other. */
class RefundAnswersTest {
    private static final Refund REQUESTED =
            new Refund(new UUID(0, 7), "2026-10:A", "o-1", 2, "A", "b-1", 19_900, "KRW", State.REQUESTED, 1, false);

    @Property(tries = 2_000)
    void the_first_final_answer_decides_and_nothing_that_comes_after_it_changes_anything(
            @ForAll("answers") List<Answer> answers) {
        Refund refund = REQUESTED;
        List<Effect.Final> decisions = new ArrayList<>();
        for (Answer answer : answers) {
            if (refund.after(answer) instanceof Effect.Final decided) {
                decisions.add(decided);
                refund = refund.in(decided.state());
            }
        }
        State expected = answers.stream()
                .filter(answer -> answer instanceof Answer.Paid || answer instanceof Answer.Refused)
                .findFirst()
                .map(first -> first instanceof Answer.Paid ? State.SETTLED : State.FAILED)
                .orElse(State.REQUESTED);
        assertEquals(expected, refund.state());
        assertEquals(expected == State.REQUESTED ? 0 : 1, decisions.size());
        assertEquals(REQUESTED.amount(), refund.amount());
    }

    @Property(tries = 2_000)
    void a_refund_that_was_never_sent_is_decided_by_no_answer(
            @ForAll("answers") List<Answer> answers, @ForAll("unsent") State state) {
        for (Answer answer : answers) {
            assertTrue(!(REQUESTED.in(state).after(answer) instanceof Effect.Final), () -> state + " after " + answer);
        }
    }

    @Provide
    Arbitrary<List<Answer>> answers() {
        return Arbitraries.<Answer>of(
                        new Answer.Paid("p-1"),
                        new Answer.Paid(null),
                        new Answer.Refused("CLOSED"),
                        new Answer.Processing(),
                        new Answer.NotKnown(),
                        new Answer.Silence("time is over"))
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<State> unsent() {
        return Arbitraries.of(State.PLANNED, State.STOPPED, State.SKIPPED);
    }
}
