package org.importsafety.testing.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.importsafety.testing.lab.Lab.Capability;
import org.junit.jupiter.api.Test;

class LabTest {
    private static final Capability TOYS = new Capability("toys", null, null, null, null);
    private static final Capability LEAD =
            new Capability("jewellery", "lead", "M", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));

    @Test
    void what_changed_is_told_in_words() {
        Lab before = new Lab("KTR", "KTR", null, 30, false, List.of(TOYS));
        Lab after = new Lab("KTR", "Korea Testing", "desk 4", null, true, List.of(LEAD));
        assertEquals(
                List.of(
                        "name KTR -> Korea Testing",
                        "contact desk 4",
                        "no capacity",
                        "suspended",
                        "no longer tests toys",
                        "tests jewellery lead by M from 2026-01-01 to 2026-12-31"),
                after.changesSince(before));
        assertEquals(
                List.of(
                        "name Korea Testing -> KTR",
                        "no contact",
                        "capacity 30",
                        "no longer suspended",
                        "no longer tests jewellery lead by M from 2026-01-01 to 2026-12-31",
                        "tests toys"),
                before.changesSince(after));
    }

    @Test
    void nothing_changed_is_nothing_told() {
        Lab lab = new Lab("KTR", "KTR", null, 30, false, List.of(TOYS, LEAD));
        assertEquals(List.of(), new Lab("KTR", "KTR", null, 30, false, List.of(LEAD, TOYS)).changesSince(lab));
    }
}
