package org.importsafety.sandbox.relisting;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.importsafety.sandbox.Json;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.TopicReader;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.platform.BlockedSeller;
import org.importsafety.sandbox.platform.Platform;
import org.importsafety.sandbox.shop.Shop;

/**
 * A seller whose listing is off sale puts the product on sale again, under a new id, another seller's name and another writing of its
 * number, and somebody tries to buy it at once.
 */
public final class Relister implements BlockedSeller {

    private static final String SUFFIX = "-R";
    private static final int LONGEST_ID = 64;

    private final boolean on;
    private final Shop shop;
    private final Platform platform;
    private final ProgrammeTime time;
    private final Story story;

    /** By id, of those that were on sale from the beginning. */
    private final Map<String, Listing> listings = new ConcurrentHashMap<>();

    /** By the original's id. */
    private final Map<String, Relisted> relisted = new ConcurrentHashMap<>();

    /** @param on the fault; without it nobody does so */
    public Relister(boolean on, List<Listing> listings, Shop shop, Platform platform, ProgrammeTime time, Story story) {
        this.on = on;
        this.shop = shop;
        this.platform = platform;
        this.time = time;
        this.story = story;
        listings.forEach(listing -> this.listings.put(listing.listingId(), listing));
    }

    /** A product without a number that tells it from all others would be found by nobody, so each gets one. */
    public static Inputs numbered(Inputs inputs, long seed) {
        return new Inputs(
                ProductNumber.given(inputs.listings(), seed), inputs.orderLines(), inputs.plan(), inputs.labResults());
    }

    /** What was listed again in earlier runs on the same data, with who bought it. */
    public void recall(String bootstrapServers) throws IOException {
        Map<String, String> originals =
                listings.keySet().stream().collect(Collectors.toMap(Relister::newId, id -> id, (one, other) -> one));
        TopicReader.replay(bootstrapServers, List.of(Platform.LISTINGS), told -> recall(told, originals));
    }

    private void recall(ConsumerRecord<byte[], byte[]> told, Map<String, String> originals) throws IOException {
        Listing listing = Json.read(told.value(), Listing.class);
        String id = listing.listingId();
        if (listings.computeIfPresent(id, (same, known) -> listing) == null && originals.containsKey(id)) {
            shop.offer(listing);
            relisted.put(originals.get(id), new Relisted(id, originals.get(id), shop.orderOf(buyerOf(id))));
        }
    }

    public Collection<Relisted> relisted() {
        return List.copyOf(relisted.values());
    }

    @Override
    public void learnsOfBlock(String listingId) throws InterruptedException {
        Listing original = listings.get(listingId);
        boolean isFree = !relisted.containsKey(listingId) && !listings.containsKey(newId(listingId));
        if (!on || original == null || !ProductNumber.isNumbered(original) || !isFree) {
            return;
        }
        Listing again = again(original);
        shop.offer(again);
        platform.list(again, time.now());
        String number = again.gtin() == null ? again.certificateNo() : again.gtin();
        story.tell(
                time.now(),
                "%s lists %s again, as %s (%s)".formatted(again.sellerId(), listingId, again.listingId(), number));
        String order = shop.sell(again.listingId(), buyerOf(again.listingId()));
        story.tell(
                time.now(),
                order == null
                        ? "the shop sells no " + again.listingId()
                        : "somebody buys " + again.listingId() + ", order " + order);
        relisted.put(listingId, new Relisted(again.listingId(), listingId, order));
    }

    private Listing again(Listing original) {
        Listing rewritten = ProductNumber.rewritten(original);
        String id = newId(original.listingId());
        return new Listing(
                id,
                original.sellerId() + SUFFIX,
                original.category(),
                original.title(),
                null,
                null,
                rewritten.gtin(),
                rewritten.certificateNo(),
                List.of(id + "-0"),
                shop.priceOf(original.listingId()),
                original.currency(),
                original.ageGroup(),
                original.materials());
    }

    private static String newId(String listingId) {
        return listingId.substring(0, Math.min(listingId.length(), LONGEST_ID - SUFFIX.length())) + SUFFIX;
    }

    private static String buyerOf(String newId) {
        return "buyer-of-" + newId;
    }
}
