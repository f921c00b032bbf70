package org.importsafety.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void contenders_take_turns_there_and_back_after_warming_up() throws Exception {
        List<String> turns = new ArrayList<>();
        List<Contender> contenders = List.of(noting("A", turns), noting("B", turns), noting("C", turns));

        Outcome outcome = Rounds.alternate(
                contenders,
                new Effort(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, true, 100, 1, 5),
                List.of(Figure.RATE),
                line -> {});

        assertEquals("ABC ABC CBA ABC", String.join("", turns).replaceAll("(...)(?=.)", "$1 "));
        assertEquals(3, outcome.samples().get("B").size());
    }

    @Test
    void intended_times_are_fixed_beforehand_whatever_a_call_does() {
        List<Long> intended = new ArrayList<>();

        OpenLoop.run(200, Duration.ofMillis(250), at -> {
            intended.add(at);
            while (System.nanoTime() < at + 20_000_000) {
                Thread.onSpinWait(); // a call that holds up the next four
            }
        });

        assertEquals(50, intended.size());
        for (int n = 1; n < intended.size(); n++) {
            assertEquals(5_000_000, intended.get(n) - intended.get(n - 1));
        }
    }

    @Test
    void warming_up_has_a_time_of_its_own() throws Exception {
        List<Duration> times = new ArrayList<>();
        Contender contender = new Contender("A", time -> {
            times.add(time);
            return Sample.ofRate(1, time);
        });

        Rounds.alternate(
                List.of(contender),
                new Effort(Duration.ofSeconds(1), Duration.ofSeconds(60), 3, true, 100, 1, 5),
                List.of(Figure.RATE),
                line -> {});

        Duration round = Duration.ofSeconds(1);
        assertEquals(List.of(Duration.ofSeconds(60), round, round, round), times);
    }

    private static Contender noting(String name, List<String> turns) {
        return new Contender(name, time -> {
            turns.add(name);
            return Sample.ofRate(1, time);
        });
    }
}
