package org.importsafety.sandbox.platform;

import java.io.IOException;
import java.math.BigDecimal;
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
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.importsafety.sandbox.Draw;
import org.importsafety.sandbox.Json;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.TopicReader;
import org.importsafety.sandbox.platform.NoticeDesk.NoticeRequest;
import org.importsafety.sandbox.platform.Refunds.Refund;

/**
 * The platform's side that reads: every test result, every request to block, every refund, every notice to a buyer. A blocked listing is off sale at once; the
 * answer follows after one to six programme hours. A platform that lies answers the same, and sells some listings on until it is asked a
 * second time. What is blocked and answered it knows from the topics themselves, so nothing is
 * answered twice after a restart.
 */
public final class BlockDesk implements Runnable {

    private static final String BLOCK_LIST = "enforcement.block-list.v1";
    private static final List<String> TOPICS = List.of(
            "enforcement.v1",
            BLOCK_LIST,
            "testing.results.v1",
            "refund.v1",
            Platform.BLOCK_REPORTS,
            Platform.NOTICE_REPORTS);
    /** A record of the block list without a value. */
    private static final String REMOVED = "(removed)";

    private static final BigDecimal LIES = new BigDecimal("0.5");
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicReader topics;
    private final Platform platform;
    private final ProgrammeTime time;
    private final long seed;
    private final boolean lies;
    private final Silence silence;
    private final BlockedSeller seller;
    private final Story story;

    private final OffSale offSale;
    private final Refunds refunds = new Refunds();
    private final NoticeDesk notices;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Set<UUID> answered = new HashSet<>();
    private final PriorityQueue<Promise> promises = new PriorityQueue<>(Comparator.comparing(Promise::due));
    private final Set<String> tested = new HashSet<>();

    /**
     * @param lies whether it says of some listings that they are off sale while they are not
     * @param silent whether it leaves some of the first requests without an answer
     * @param bounces whether some notices to buyers come back
     * @param seller told of each block before it is confirmed
     */
    public BlockDesk(
            String bootstrapServers,
            Platform platform,
            ProgrammeTime time,
            long seed,
            boolean lies,
            boolean silent,
            boolean bounces,
            BlockedSeller seller,
            Story story) {
        this.topics = new TopicReader(bootstrapServers, TOPICS);
        this.platform = platform;
        this.time = time;
        this.seed = seed;
        this.lies = lies;
        this.silence = new Silence(silent, seed);
        this.notices = new NoticeDesk(bounces, seed);
        this.seller = seller;
        this.story = story;
        this.offSale = new OffSale(time::now);
    }

    /** The listings whose test result the shop knows. */
    public synchronized int testedListings() {
        return tested.size();
    }

    public OffSale offSale() {
        return offSale;
    }

    public Refunds refunds() {
        return refunds;
    }

    public NoticeDesk notices() {
        return notices;
    }

    /** Returns when it knows all that was told before it began. */
    public void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
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
                    caughtUp.countDown();
                    answerWhatIsDue();
                    reportNotices();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void read(ConsumerRecord<byte[], byte[]> told) {
        try {
            switch (typeOf(told)) {
                case REMOVED -> offSale.unlist(key(told));
                case "SaleBlocked" -> block(told);
                case "SaleUnblocked" ->
                    offSale.release(
                            key(told), Json.read(told.value(), Released.class).blockId());
                case "SaleHeld" -> hold(Json.read(told.value(), Held.class));
                case "BlockListed" -> {
                    if (isHonoured(Json.read(told.value(), Asked.class))) {
                        offSale.list(Json.read(told.value(), Block.class));
                    }
                }
                case "RefundRequested", "RefundSettled", "RefundFailed", "RefundStopped" ->
                    refunds.tell(Json.read(told.value(), Refund.class));
                case "BuyerNoticeRequested" -> notices.take(Json.read(told.value(), NoticeRequest.class));
                case "NoticeReported" ->
                    notices.reported(Json.read(told.value(), Noticed.class).noticeId());
                case "BlockReported" ->
                    answered.add(Json.read(told.value(), Answered.class).eventId());
                case "TestPassed", "TestFailed", "TestInconclusive" -> tested.add(key(told));
                default -> {}
            }
        } catch (IOException e) {
            story.say("             the platform cannot read an event of " + told.topic() + ": " + e.getMessage());
        }
    }

    /** An unknown type, or none, is nobody's business here. */
    private static String typeOf(ConsumerRecord<byte[], byte[]> told) throws IOException {
        if (told.value() == null) {
            return told.topic().equals(BLOCK_LIST) ? REMOVED : "";
        }
        String type = Json.read(told.value(), Envelope.class).type();
        return type == null ? "" : type;
    }

    private record Answered(UUID eventId) {}

    private record Noticed(UUID noticeId) {}

    private record Released(String blockId) {}

    private record Held(String listingId, Instant until, String territory) {}

    /** This shop sells in Korea: a hold for elsewhere is not for it. */
    private void hold(Held told) {
        if (told.territory() == null || told.territory().equals("KR")) {
            offSale.hold(Block.held(told.listingId(), told.until()));
        }
    }

    private record Asked(String listingId, int attempt) {}

    private boolean isHonoured(Asked asked) {
        return !lies
                || asked.attempt() > 1
                || !Draw.of(seed, asked.listingId(), "lying-platform").happens(LIES);
    }

    private static String key(ConsumerRecord<byte[], byte[]> told) {
        return new String(told.key(), StandardCharsets.UTF_8);
    }

    private void block(ConsumerRecord<byte[], byte[]> told) throws IOException {
        Header trace = told.headers().lastHeader("traceparent");
        BlockRequest request = Json.read(told.value(), BlockRequest.class)
                .with(trace == null ? null : new String(trace.value(), StandardCharsets.UTF_8));
        if (isHonoured(new Asked(request.listingId(), request.attempt()))) {
            offSale.block(Json.read(told.value(), Block.class));
        }
        if (silence.covers(request)) {
            return;
        }
        int hours = 1 + Draw.of(seed, request.listingId(), "block answer").below(6);
        promises.add(new Promise(request, request.occurredAt().plus(Duration.ofHours(hours))));
    }

    private void reportNotices() throws InterruptedException {
        platform.reportNotices(notices.due(time.now()), time.now());
    }

    private void answerWhatIsDue() throws InterruptedException {
        List<Promise> due = new ArrayList<>();
        while (!promises.isEmpty() && !promises.peek().due().isAfter(time.now())) {
            due.add(promises.poll());
        }
        for (Promise promise : due) {
            UUID answer =
                    PlatformEvent.blockReported(promise.request(), time.now()).eventId();
            if (answered.add(answer)) {
                seller.learnsOfBlock(promise.request().listingId());
                platform.report(promise.request(), time.now());
            }
        }
    }
}
