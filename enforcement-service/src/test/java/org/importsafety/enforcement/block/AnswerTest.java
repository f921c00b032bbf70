package org.importsafety.enforcement.block;

import static org.importsafety.enforcement.Fixtures.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.importsafety.enforcement.block.Answer.Reading;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void every_wrong_field_is_named() {
        var reading = Answer.read(" ", "MAYBE", Arrays.asList("s1", null), null, "\0");
        assertEquals(
                Set.of("status", "reportedAt", "skus", "note", "reportId"),
                ((Reading.Invalid) reading).problems().keySet());
    }

    @Test
    void without_an_id_the_content_is_the_identity() {
        Answer done = read(null, "DONE", null);
        assertEquals(done, read(null, "DONE", null));
        assertNotEquals(done.reportId(), read(null, "FAILED", null).reportId());
        assertNotEquals(done.reportId(), read(null, "DONE", "hidden").reportId());
        assertEquals("r1", read("r1", "DONE", null).reportId());
    }

    private static Answer read(String reportId, String status, String note) {
        return ((Reading.Read) Answer.read(reportId, status, List.of("s1"), NOW, note)).answer();
    }
}
