package org.importsafety.refund.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.importsafety.events.RefundEvent.RefundFailed;
import org.importsafety.events.RefundEvent.RefundRequested;
import org.importsafety.events.RefundEvent.RefundSettled;
import org.importsafety.events.RefundEvent.RefundStopped;
import org.importsafety.refund.payment.Refund.Effect;
import org.importsafety.refund.payment.Refund.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefundTest {
    private static final UUID ID = new UUID(0, 7);
    private static final Refund REQUESTED =
            new Refund(ID, "2026-10:A", "o-1", 2, "A", "b-1", 19_900, "KRW", State.REQUESTED, 1, false);

    @Test
    void the_intent_to_pay_carries_the_whole_amount() {
        assertEquals(
                new RefundRequested("2026-10:A", ID.toString(), "o-1", 2, "A", "b-1", 19_900, "KRW", 1),
                REQUESTED.requested());
    }

    @Test
    void a_stopped_refund_says_why_and_that_nobody_was_asked_for_it() {
        var planned = new Refund(ID, "2026-10:A", "o-1", 2, "A", "b-1", 19_900, "KRW", State.PLANNED, 0, false);
        assertEquals(
                new RefundStopped("2026-10:A", ID.toString(), "o-1", 2, "A", "b-1", 19_900, "KRW", 0, "CORRECTION"),
                planned.stopped("CORRECTION"));
    }

    @Test
    void a_payment_settles_a_requested_refund() {
        assertEquals(
                new Effect.Final(
                        State.SETTLED,
                        new RefundSettled(
                                "2026-10:A", ID.toString(), "o-1", 2, "A", "b-1", 19_900, "KRW", 1, "p-1", null)),
                REQUESTED.after(new Answer.Paid("p-1")));
    }

    @Test
    void a_refusal_fails_a_requested_refund() {
        assertEquals(
                new Effect.Final(
                        State.FAILED,
                        new RefundFailed("2026-10:A", ID.toString(), "o-1", 2, "A", "b-1", 19_900, "KRW", 1, "CLOSED")),
                REQUESTED.after(new Answer.Refused("CLOSED")));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void after_an_open_answer_only_a_requested_refund_is_asked_about_again(State state) {
        Effect expected = state == State.REQUESTED ? new Effect.AskAgain() : new Effect.Nothing();
        Stream.of(new Answer.Processing(), new Answer.NotKnown(), new Answer.Silence("time is over"))
                .forEach(answer -> assertEquals(expected, REQUESTED.in(state).after(answer)));
    }

    @Test
    void the_same_final_answer_again_changes_nothing() {
        assertEquals(new Effect.Nothing(), REQUESTED.in(State.SETTLED).after(new Answer.Paid("p-1")));
        assertEquals(new Effect.Nothing(), REQUESTED.in(State.FAILED).after(new Answer.Refused("CLOSED")));
    }

    @Test
    void an_answer_against_the_record_is_a_contradiction() {
        for (State state : List.of(State.PLANNED, State.FAILED, State.STOPPED, State.SKIPPED)) {
            assertInstanceOf(Effect.Contradiction.class, REQUESTED.in(state).after(new Answer.Paid("p-1")));
        }
        for (State state : List.of(State.PLANNED, State.SETTLED, State.STOPPED, State.SKIPPED)) {
            assertInstanceOf(Effect.Contradiction.class, REQUESTED.in(state).after(new Answer.Refused("CLOSED")));
        }
    }

    @Test
    void money_that_comes_back_fails_a_refund_even_if_it_was_told_before_the_payment() {
        for (State state : List.of(State.REQUESTED, State.SETTLED)) {
            assertEquals(
                    new Effect.Final(
                            State.FAILED,
                            new RefundFailed(
                                    "2026-10:A", ID.toString(), "o-1", 2, "A", "b-1", 19_900, "KRW", 1, "RETURNED")),
                    REQUESTED.in(state).after(new Answer.Returned()));
        }
        assertEquals(new Effect.Nothing(), REQUESTED.in(State.FAILED).after(new Answer.Returned()));
    }

    @Test
    void a_short_balance_is_no_refusal() {
        Answer answer = Answer.of(Answer.Status.FAIL, Answer.BALANCE_SHORT, null, 100L);
        assertEquals(new Effect.WaitForBalance(100L), REQUESTED.after(answer));
        assertEquals(new Effect.Nothing(), REQUESTED.in(State.SETTLED).after(answer));
    }

    @Test
    void what_a_person_settled_no_answer_changes_and_a_payment_after_it_is_a_contradiction() {
        var byHand = new Refund(ID, "2026-10:A", "o-1", 2, "A", "b-1", 19_900, "KRW", State.SETTLED, 1, true);
        assertInstanceOf(Effect.Contradiction.class, byHand.after(new Answer.Paid("p-1")));
        Stream.of(new Answer.Returned(), new Answer.Refused("CLOSED"), new Answer.Silence("time is over"))
                .forEach(answer -> assertEquals(new Effect.Nothing(), byHand.after(answer)));
    }

    @Test
    void an_answer_without_a_status_is_no_answer() {
        assertInstanceOf(Answer.Silence.class, Answer.of(null, null, "p-1", null));
    }
}
