package org.importsafety.sandbox.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.TopicReader;
import org.importsafety.sandbox.input.Inputs;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.platform.NoticeDesk;
import org.importsafety.sandbox.platform.OffSale;
import org.importsafety.sandbox.platform.Platform;
import org.importsafety.sandbox.platform.Refunds;
import org.importsafety.sandbox.shop.Request.Bad;

/** The shop's door: pages for people, {@code /api/} for programs, one style sheet. Nothing in it needs a password: it is a simulation. */
public final class Shop implements HttpHandler {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final String STYLE = "/shop.css";

    private final Catalogue catalogue;
    private final Counter counter;
    private final Orders orders;
    private final Site site;
    private final Api api;
    private final Story story;
    private final byte[] style = style();

    private Shop(Catalogue catalogue, Counter counter, Orders orders, Site site, Api api, Story story) {
        this.catalogue = catalogue;
        this.counter = counter;
        this.orders = orders;
        this.site = site;
        this.api = api;
        this.story = story;
    }

    /** @param close order lines from here on are not played */
    public static Shop of(
            Inputs inputs,
            Instant close,
            OffSale offSale,
            Refunds refunds,
            NoticeDesk notices,
            Platform platform,
            ProgrammeTime time,
            Story story) {
        Orders orders = new Orders(inputs.orderLines(), close);
        Carts carts = new Carts();
        Catalogue catalogue = Catalogue.of(inputs, close);
        Counter counter = new Counter(catalogue, offSale, carts, orders, platform, time);
        return new Shop(
                catalogue,
                counter,
                orders,
                new Site(counter, carts, orders, refunds, notices),
                new Api(counter, carts, orders, refunds),
                story);
    }

    /** What was bought in this shop in earlier runs on the same data. */
    public void recallOrders(String bootstrapServers) throws IOException {
        TopicReader.replay(bootstrapServers, List.of(Platform.ORDERS), orders::recall);
    }

    /** Puts a new listing on sale. */
    public void offer(Listing listing) {
        catalogue.add(listing);
    }

    /** Of one, minor units; null where the shop knows none. */
    public Long priceOf(String listingId) {
        Item item = catalogue.find(listingId);
        return item == null ? null : item.price();
    }

    public boolean sells(String listingId) {
        return bill(listingId).isPayable();
    }

    /** One piece, to a buyer who reads Korean. @return the order's number; null where the shop refuses */
    public String sell(String listingId, String buyerRef) throws InterruptedException {
        Bill bill = bill(listingId);
        return bill.isPayable() ? counter.pay(buyerRef, bill, "ko").orderId() : null;
    }

    /** The number of the buyer's last order in this shop; null when there is none. */
    public String orderOf(String buyerRef) {
        return orders.of(buyerRef).stream().map(Order::orderId).findFirst().orElse(null);
    }

    private Bill bill(String listingId) {
        return counter.bill(List.of(new Wish(listingId, null, 1)));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            reply(exchange).send(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException, InterruptedException {
        Request request = new Request(exchange);
        Words words = new Words(request.language());
        try {
            if (!METHODS.contains(exchange.getRequestMethod())) {
                throw new Bad(405, words.say("problem.405"));
            }
            if (request.path().equals(STYLE)) {
                return Reply.file("text/css; charset=utf-8", style);
            }
            return isForPrograms(request) ? api.answer(request, words) : site.answer(request, words);
        } catch (Bad e) {
            return trouble(request, words, e.status(), e.getMessage());
        } catch (RuntimeException e) {
            story.say("             the shop stumbles at " + request.path() + ": " + e);
            return trouble(request, words, 500, words.say("problem.500"));
        }
    }

    private Reply trouble(Request request, Words words, int status, String sentence) {
        return isForPrograms(request)
                ? Reply.problem(Problem.of(status, sentence))
                : site.trouble(request, words, status, sentence);
    }

    private static boolean isForPrograms(Request request) {
        return request.path().startsWith(Api.PATH);
    }

    private static byte[] style() {
        try (InputStream file = Shop.class.getResourceAsStream("/shop" + STYLE)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
