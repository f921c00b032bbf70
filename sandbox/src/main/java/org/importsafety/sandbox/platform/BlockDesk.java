package org.importsafety.sandbox.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.importsafety.sandbox.Draw;
import org.importsafety.sandbox.Json;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.TopicReader;

/**
 * The shop's side that reads: every test result, every request to block. A blocked listing is off sale at once; the answer follows after
 * one to six programme hours. What it has blocked and answered it knows from the topics themselves, so nothing is answered twice after a
 * restart.
 */
public final class BlockDesk implements Runnable {

    private static final List<String> TOPICS = List.of("enforcement.v1", "testing.results.v1", Platform.BLOCK_REPORTS);
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicReader topics;
    private final Platform platform;
    private final ProgrammeTime time;
    private final long seed;
    private final Story story;

    private final Set<String> blocked = new HashSet<>();
    private final Set<UUID> answered = new HashSet<>();
    private final PriorityQueue<Promise> promises = new PriorityQueue<>(Comparator.comparing(Promise::due));
    private final Set<String> tested = new HashSet<>();

    public BlockDesk(String bootstrapServers, Platform platform, ProgrammeTime time, long seed, Story story) {
        this.topics = new TopicReader(bootstrapServers, TOPICS);
        this.platform = platform;
        this.time = time;
        this.seed = seed;
        this.story = story;
    }

    /** The listings whose test result the shop knows. */
    public synchronized int testedListings() {
        return tested.size();
    }

    /** The listings that are off sale. */
    public synchronized int blockedListings() {
        return blocked.size();
    }

    private record Promise(BlockRequest request, Instant due) {}

    private record Envelope(String type) {}

    @Override
    public void run() {
        try (topics) {
            while (!Thread.currentThread().isInterrupted()) {
                List<ConsumerRecord<byte[], byte[]>> news = topics.poll(POLL);
                news.forEach(this::read);
                if (topics.isCaughtUp()) {
                    answerWhatIsDue();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void read(ConsumerRecord<byte[], byte[]> told) {
        try {
            switch (Json.read(told.value(), Envelope.class).type()) {
                case "SaleBlocked" -> block(told);
                case "SaleUnblocked" -> blocked.remove(new String(told.key(), StandardCharsets.UTF_8));
                case "BlockReported" ->
                    answered.add(Json.read(told.value(), Answered.class).eventId());
                case "TestPassed", "TestFailed", "TestInconclusive" ->
                    tested.add(new String(told.key(), StandardCharsets.UTF_8));
                default -> {}
            }
        } catch (IOException e) {
            story.say("             the platform cannot read an event of " + told.topic() + ": " + e.getMessage());
        }
    }

    private record Answered(UUID eventId) {}

    private void block(ConsumerRecord<byte[], byte[]> told) throws IOException {
        Header trace = told.headers().lastHeader("traceparent");
        BlockRequest request = Json.read(told.value(), BlockRequest.class)
                .with(trace == null ? null : new String(trace.value(), StandardCharsets.UTF_8));
        blocked.add(request.listingId());
        int hours = 1 + Draw.of(seed, request.listingId(), "block answer").below(6);
        promises.add(new Promise(request, request.blockedAt().plus(Duration.ofHours(hours))));
    }

    private void answerWhatIsDue() throws InterruptedException {
        List<Promise> due = new ArrayList<>();
        while (!promises.isEmpty() && !promises.peek().due().isAfter(time.now())) {
            due.add(promises.poll());
        }
        for (Promise promise : due) {
            UUID answer = PlatformEvent.BlockReported.done(promise.request(), time.now())
                    .eventId();
            if (answered.add(answer)) {
                platform.report(promise.request(), time.now());
            }
        }
    }
}
