package org.importsafety.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

    @Test
    void any_instant_is_read_as_the_library_reads_it() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long second = random.nextLong(YEAR_0, YEAR_10000);
            long nano = random.nextInt(1_000_000_000);
            for (long fraction : new long[] {0, nano, nano / 1000 * 1000, nano / 1_000_000 * 1_000_000}) {
                String text = Instant.ofEpochSecond(second, fraction).toString();
                assertEquals(Instant.parse(text), Instants.parse(text), text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2011-05-01T09:30:00.1Z",
                "2011-05-01T09:30:00.123456789Z",
                "2011-05-01T09:30:00.Z",
                "2011-05-01T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2011-05-01T09:30:00+09:00",
                "+12011-05-01T09:30:00Z"
            })
    void other_forms_are_left_to_the_library(String text) {
        assertEquals(Instant.parse(text), Instants.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2011-02-29T09:30:00Z",
                "2011-13-01T09:30:00Z",
                "2011-05-01T25:30:00Z",
                "2011-05-01T09:30:0xZ",
                "2011-05-01T09:30:00.12x4Z",
                "2011-05-01 09:30:00Z",
                "2011-05-01T09:30:00.1234567890Z"
            })
    void what_is_no_instant_is_refused(String text) {
        assertThrows(DateTimeException.class, () -> Instants.parse(text));
    }
}
