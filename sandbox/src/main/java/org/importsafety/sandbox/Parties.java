package org.importsafety.sandbox;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.lab.Laboratory;
import org.importsafety.sandbox.month.Campaign;
import org.importsafety.sandbox.month.Month;
import org.importsafety.sandbox.platform.BlockDesk;
import org.importsafety.sandbox.platform.Platform;
import org.importsafety.sandbox.provider.Provider;
import org.importsafety.sandbox.relisting.Relisted;
import org.importsafety.sandbox.relisting.Relister;
import org.importsafety.sandbox.shop.Shop;

/** Everybody around the services: the platform with its shop, the payment provider, the laboratories, the association's officer. */
final class Parties implements AutoCloseable {

    private static final String FEED_PUBLISHED = "feed-published";

    private final Options options;
    private final DataFolder data;
    private final ProgrammeTime time;
    private final Story story;
    private final String bootstrapServers;
    private final ExecutorService threads = Executors.newCachedThreadPool(Parties::daemon);

    private WebServer server;
    private final List<Laboratory> laboratories = new CopyOnWriteArrayList<>();
    private Provider provider;
    private Platform platform;
    private BlockDesk desk;
    private Shop shop;
    private Relister relister;
    private boolean feedWasKept;

    Parties(Options options, DataFolder data, ProgrammeTime time, Story story, String bootstrapServers) {
        this.options = options;
        this.data = data;
        this.time = time;
        this.story = story;
        this.bootstrapServers = bootstrapServers;
    }

    void openProvider(InetSocketAddress address, String token) {
        server = WebServer.start(address);
        provider = Provider.open(
                server,
                data.resolve("ledger.ndjson"),
                token,
                options.seed,
                options.faultSet().contains(Fault.LOST_PROVIDER_ANSWER));
    }

    /** The platform's feed; on kept data it is there already. */
    void publish(Inputs inputs) throws Exception {
        platform = new Platform(bootstrapServers);
        feedWasKept = data.isMarked(FEED_PUBLISHED);
        if (!feedWasKept) {
            platform.publish(
                    numbered(inputs), ProgrammeTime.close(options.month), options.faultSet(), options.seed, story);
            data.mark(FEED_PUBLISHED);
        }
    }

    /** The shop opens once it knows what is off sale. @param testing the testing service as a laboratory calls it */
    void open(Inputs inputs, Function<String, ServiceClient> testing) throws Exception {
        desk = new BlockDesk(
                bootstrapServers,
                platform,
                time,
                options.seed,
                lies(),
                options.faultSet().contains(Fault.SILENT_PLATFORM),
                options.faultSet().contains(Fault.BOUNCING_NOTICES),
                listingId -> relister.learnsOfBlock(listingId),
                story);
        shop = Shop.of(
                inputs,
                ProgrammeTime.close(options.month),
                desk.offSale(),
                desk.refunds(),
                desk.notices(),
                platform,
                time,
                story);
        relister = new Relister(listsAgain(), numbered(inputs).listings(), shop, platform, time, story);
        if (feedWasKept) {
            shop.recallOrders(bootstrapServers);
            relister.recall(bootstrapServers);
        }
        threads.execute(desk);
        desk.awaitCaughtUp();
        server.serve("/", shop);
        ConcurrentMap<String, String> refusers = new ConcurrentHashMap<>();
        for (String lab : Laboratory.CODES) {
            Laboratory laboratory = new Laboratory(
                    lab,
                    testing.apply(lab),
                    time,
                    story,
                    options.seed,
                    options.failures,
                    inputs.labResults(),
                    options.faultSet(),
                    refusers);
            laboratories.add(laboratory);
            threads.execute(laboratory);
        }
    }

    /** True when the month has ended, then with its files in the out folder. @param selection as the officer calls it */
    boolean playMonth(Inputs inputs, ServiceClient selection, Path out) throws Exception {
        Campaign campaign = Campaign.of(options.month, options.rule, options.top, inputs.plan());
        Month month = new Month(
                campaign,
                selection,
                bootstrapServers,
                time,
                story,
                lies(),
                () -> laboratories.stream().mapToInt(Laboratory::corrections).sum(),
                relister::relisted);
        if (!month.play() || isSoldInSpiteOfBlock(month)) {
            return false;
        }
        month.writeFiles(out);
        month.summarise(out, desk.testedListings(), desk.offSale().size());
        return true;
    }

    private boolean isSoldInSpiteOfBlock(Month month) {
        List<String> sold = relister.relisted().stream()
                .map(Relisted::listingId)
                .filter(month::isBlocked)
                .filter(shop::sells)
                .toList();
        if (!sold.isEmpty()) {
            story.say("The month has not ended: listed again, blocked and still for sale: " + String.join(", ", sold));
        }
        return !sold.isEmpty();
    }

    private Inputs numbered(Inputs inputs) {
        return listsAgain() ? Relister.numbered(inputs, options.seed) : inputs;
    }

    private boolean listsAgain() {
        return options.faultSet().contains(Fault.RELISTING);
    }

    private boolean lies() {
        return options.faultSet().contains(Fault.LYING_PLATFORM);
    }

    /** No new work is begun; the provider still answers. */
    void stop() {
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
        if (server != null) {
            server.close();
            provider.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "party");
        thread.setDaemon(true);
        return thread;
    }
}
