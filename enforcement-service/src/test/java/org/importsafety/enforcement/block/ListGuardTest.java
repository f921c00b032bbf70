package org.importsafety.enforcement.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.importsafety.enforcement.block.ListGuard.Entry;
import org.importsafety.enforcement.block.ListGuard.Reading;
import org.junit.jupiter.api.Test;

class ListGuardTest {
    private static final UUID BLOCK = new UUID(0, 1);
    private static final Entry KNOWN = new Entry(20, BLOCK, 2, false, 100);
    private static final Entry REMOVED = new Entry(20, BLOCK, 2, true, 101);

    @Test
    void a_newer_record_is_taken() {
        assertEquals(new Reading.Taken(new Entry(10, BLOCK, 1, false, 90)), ListGuard.listed(null, 10, BLOCK, 1, 90));
        assertEquals(
                new Reading.Taken(new Entry(30, BLOCK, 3, false, 110)), ListGuard.listed(KNOWN, 30, BLOCK, 3, 110));
        assertEquals(
                new Reading.Taken(new Entry(30, BLOCK, 3, false, 110)), ListGuard.listed(REMOVED, 30, BLOCK, 3, 110));
    }

    @Test
    void an_older_record_that_is_written_after_a_newer_one_is_outdated() {
        assertEquals(
                new Reading.Outdated(new Entry(20, BLOCK, 2, false, 110)), ListGuard.listed(KNOWN, 10, BLOCK, 1, 110));
    }

    @Test
    void a_record_that_comes_after_its_own_removal_is_outdated() {
        assertEquals(
                new Reading.Outdated(new Entry(20, BLOCK, 2, true, 110)), ListGuard.listed(REMOVED, 20, BLOCK, 2, 110));
    }

    @Test
    void the_same_record_written_twice_and_one_that_is_read_again_change_nothing() {
        assertEquals(new Reading.Repeated(), ListGuard.listed(KNOWN, 20, BLOCK, 2, 110));
        assertEquals(new Reading.Repeated(), ListGuard.listed(KNOWN, 10, BLOCK, 1, 90));
        assertEquals(new Reading.Repeated(), ListGuard.removed(KNOWN, BLOCK, 2, 99));
    }

    @Test
    void a_removal_is_taken_while_nothing_is_in_force_or_what_is_comes_after_it() {
        assertEquals(new Reading.Taken(new Entry(20, BLOCK, 2, true, 110)), ListGuard.removed(KNOWN, null, 0, 110));
        assertEquals(new Reading.Taken(new Entry(20, BLOCK, 2, true, 110)), ListGuard.removed(KNOWN, BLOCK, 3, 110));
        assertEquals(
                new Reading.Taken(new Entry(20, BLOCK, 2, true, 110)),
                ListGuard.removed(KNOWN, new UUID(0, 2), 2, 110));
        assertEquals(new Reading.Repeated(), ListGuard.removed(null, null, 0, 110));
    }

    @Test
    void a_removal_of_a_block_that_was_listed_and_is_in_force_is_outdated() {
        assertEquals(
                new Reading.Outdated(new Entry(20, BLOCK, 2, false, 110)), ListGuard.removed(KNOWN, BLOCK, 2, 110));
    }
}
