package org.importsafety.sandbox.month;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.ServiceClient;
import org.importsafety.sandbox.ServiceClient.Answer;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.TopicReader;
import org.importsafety.sandbox.lab.Laboratory;
import org.importsafety.sandbox.relisting.Relisted;

/** The officer's month: open the campaign, close it when the feed is in, and follow the topics until nothing is open any more. */
public final class Month {

    private static final List<String> FOLLOWED =
            List.of("selection.v1", "testing.v1", "testing.results.v1", "enforcement.v1", "refund.v1", "operations.v1");
    private static final List<String> ALL = List.of(
            "platform.listings.v1",
            "platform.orders.v1",
            "platform.block-reports.v1",
            "platform.notice-reports.v1",
            "selection.v1",
            "testing.v1",
            "testing.results.v1",
            "enforcement.v1",
            "enforcement.block-list.v1",
            "refund.v1",
            "operations.v1");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Campaign campaign;
    private final ServiceClient selection;
    private final String bootstrapServers;
    private final ProgrammeTime time;
    private final Story story;
    private final boolean doubtful;
    private final IntSupplier corrections;
    private final Supplier<Collection<Relisted>> relisted;
    private final Casebook book;
    private final Narrator narrator;
    private final Happenings happenings = new Happenings();
    private final long began = System.nanoTime();

    /**
     * @param selection with the officer's token
     * @param doubtful the platform's word on a block is not enough: the month waits until it is verified
     * @param corrections how many reports the laboratories correct in all, as far as they know
     * @param relisted blocked products that are on sale again: the month waits until these are blocked, too
     */
    public Month(
            Campaign campaign,
            ServiceClient selection,
            String bootstrapServers,
            ProgrammeTime time,
            Story story,
            boolean doubtful,
            IntSupplier corrections,
            Supplier<Collection<Relisted>> relisted) {
        this.campaign = campaign;
        this.selection = selection;
        this.bootstrapServers = bootstrapServers;
        this.time = time;
        this.story = story;
        this.doubtful = doubtful;
        this.corrections = corrections;
        this.relisted = relisted;
        this.book = new Casebook(campaign.month(), happenings);
        this.narrator = new Narrator(story, book, happenings);
    }

    /** True at the month's end; false, with a word on what is missing, when nothing has moved for too long. */
    public boolean play() throws IOException, InterruptedException {
        try (TopicReader topics = new TopicReader(bootstrapServers, FOLLOWED)) {
            while (!topics.isCaughtUp()) {
                read(topics);
            }
            if (book.closed() != null) {
                story.tell(
                        time.now(), "the kept data know this month: " + (hasEnded() ? "it has ended" : "it goes on"));
            } else {
                openAndClose();
            }
            narrator.wake();
            return follow(topics);
        }
    }

    public boolean isBlocked(String listingId) {
        return book.blockInForce(listingId) != null;
    }

    /** What happened, as files. */
    public void writeFiles(Path folder) throws IOException {
        new OutFiles(folder, book, relisted.get()).write();
        EventFile.write(bootstrapServers, ALL, folder.resolve("events.ndjson"));
    }

    /** @param tested listings whose result the platform has read @param offSale listings that it has taken off sale */
    public void summarise(Path folder, int tested, int offSale) {
        Duration wall = Duration.ofNanos(System.nanoTime() - began);
        story.say(new Summary(campaign.month(), book, wall, folder, tested, offSale).text());
    }

    private void openAndClose() throws IOException, InterruptedException {
        expect(selection.post("/campaigns", campaign), "the campaign cannot be opened");
        expect(selection.post("/campaigns/" + campaign.month() + "/close", null), "the campaign cannot be closed");
        story.tell(time.now(), "the officer closes campaign " + campaign.month() + "; the feed is taken in to its end");
    }

    private boolean follow(TopicReader topics) throws IOException, InterruptedException {
        Duration longestTest = time.onTheWall(Laboratory.LONGEST_TURNAROUND);
        Duration patience =
                PATIENCE.compareTo(longestTest.multipliedBy(2)) > 0 ? PATIENCE : longestTest.multipliedBy(2);
        long lastNews = System.nanoTime();
        while (!hasEnded()) {
            if (read(topics)) {
                lastNews = System.nanoTime();
            } else if (System.nanoTime() - lastNews > patience.toNanos()) {
                story.say("The month has not ended, and nothing has moved for " + patience.toSeconds()
                        + " s. It waits for:");
                waitingFor().forEach(sentence -> story.say("  - " + sentence));
                return false;
            }
            narrator.count(time);
        }
        return true;
    }

    private boolean hasEnded() {
        return waitingFor().isEmpty();
    }

    private List<String> waitingFor() {
        List<String> waiting = new ArrayList<>(book.waitingFor(corrections.getAsInt()));
        waiting.addAll(book.onSaleAgain(relisted.get()));
        if (doubtful) {
            waiting.addAll(book.notVerified());
        }
        return waiting;
    }

    /** True when there was news. */
    private boolean read(TopicReader topics) throws IOException, InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> news = topics.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> told : news) {
            happenings.tell(told);
        }
        return !news.isEmpty();
    }

    private static void expect(Answer answer, String otherwise) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException(otherwise + ": " + answer.status() + " " + answer.text());
        }
    }
}
