package org.importsafety.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);

    private final AtomicInteger rounds = new AtomicInteger();
    private Job job;

    @AfterEach
    void stop() {
        job.stop();
    }

    @Test
    void while_there_is_more_to_do_it_does_not_rest() {
        start(NEVER, () -> Uni.createFrom().item(rounds.get() < 100));
        awaitRounds(100);
    }

    @Test
    void a_round_that_fails_or_cannot_begin_is_tried_again() {
        start(SOON, () -> {
            if (rounds.get() == 1) {
                throw new IllegalStateException("no round");
            }
            return rounds.get() == 2
                    ? Uni.createFrom().failure(new IllegalStateException("no database"))
                    : Uni.createFrom().item(false);
        });
        awaitRounds(4);
    }

    @Test
    void it_rests_until_it_is_woken_also_by_its_own_round() {
        start(NEVER, () -> {
            if (rounds.get() == 1) {
                job.wake();
            }
            return Uni.createFrom().item(false);
        });
        awaitRounds(2);
        job.wake();
        awaitRounds(3);
    }

    @Test
    void no_round_begins_after_its_end() {
        start(SOON, () -> Uni.createFrom().item(false));
        awaitRounds(2);
        job.stop();
        int last = rounds.get();
        Awaitility.await("rounds after the end")
                .during(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(5))
                .until(() -> rounds.get() <= last + 1);
        assertEquals(last, rounds.get(), 1);
    }

    private interface Round {
        Uni<Boolean> begin();
    }

    private void start(Duration poll, Round round) {
        job = new Job("Tests", poll, () -> {
            rounds.incrementAndGet();
            return round.begin();
        });
        job.start();
    }

    private void awaitRounds(int count) {
        Awaitility.await(count + " rounds")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> rounds.get() >= count);
    }
}
