package org.importsafety.refund.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class GatheredTest {
    private final List<List<String>> written = new ArrayList<>();
    private final List<CompletableFuture<Void>> writes = new ArrayList<>();
    private final Gathered<String> gathered = new Gathered<>(batch -> {
        written.add(batch);
        writes.add(new CompletableFuture<>());
        return Uni.createFrom().completionStage(writes.get(writes.size() - 1));
    });

    @Test
    void what_comes_during_a_write_is_written_together_after_it() {
        var a = gathered.add("a").subscribeAsCompletionStage();
        var b = gathered.add("b").subscribeAsCompletionStage();
        var c = gathered.add("c").subscribeAsCompletionStage();
        assertEquals(List.of(List.of("a")), written);

        writes.get(0).complete(null);
        assertTrue(a.isDone());
        assertFalse(b.isDone());
        assertEquals(List.of(List.of("a"), List.of("b", "c")), written);

        writes.get(1).complete(null);
        assertTrue(b.isDone());
        assertTrue(c.isDone());
    }

    @Test
    void a_failed_write_fails_its_items_and_not_the_next_ones() {
        var a = gathered.add("a").subscribeAsCompletionStage();
        var b = gathered.add("b").subscribeAsCompletionStage();
        writes.get(0).completeExceptionally(new IllegalStateException("no"));
        writes.get(1).complete(null);
        assertThrows(CompletionException.class, a::join);
        assertTrue(b.isDone());
        assertFalse(b.isCompletedExceptionally());
    }
}
