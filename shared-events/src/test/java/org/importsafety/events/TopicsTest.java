package org.importsafety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The table is written out a second time on purpose: a topic's name and partitions never change. */
class TopicsTest {
    @Test
    void the_topics_are_the_ones_that_were_promised() {
        assertEquals(
                List.of(
                        new Topic("platform.listings.v1", 6, true),
                        new Topic("platform.orders.v1", 12, false),
                        new Topic("platform.block-reports.v1", 3, false),
                        new Topic("platform.notice-reports.v1", 6, false),
                        new Topic("selection.v1", 6, false),
                        new Topic("testing.v1", 6, false),
                        new Topic("testing.results.v1", 6, false),
                        new Topic("enforcement.v1", 6, false),
                        new Topic("enforcement.block-list.v1", 6, true),
                        new Topic("refund.v1", 12, false),
                        new Topic("operations.v1", 3, false)),
                Topics.ALL);
    }
}
