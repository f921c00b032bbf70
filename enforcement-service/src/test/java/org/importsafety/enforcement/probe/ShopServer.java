package org.importsafety.enforcement.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shop over HTTP that refuses a listing at every step but those that a test leaves open. */
public class ShopServer implements QuarkusTestResourceLifecycleManager {
    private static final Pattern LISTING = Pattern.compile("\"listingId\" ?: ?\"([^\"]+)\"");

    private final Map<String, Set<Step>> open = new ConcurrentHashMap<>();
    private final Map<String, String> garbled = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        return Map.of(
                "probe.shop-url",
                "http://localhost:" + server.getAddress().getPort(),
                "probe.poll",
                "50ms",
                "probe.first-pause",
                "50ms",
                "probe.longest-pause",
                "200ms",
                "probe.time-limit",
                "2s");
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(ShopServer.class));
    }

    /** From now on the listing is for sale at these steps and no others. */
    void sells(String listing, Step... steps) {
        open.put(listing, Set.of(steps));
    }

    /** From now on every step answers with this status and text. @param text null: as it should */
    void garbles(String listing, String text) {
        if (text == null) {
            garbled.remove(listing);
        } else {
            garbled.put(listing, text);
        }
    }

    /** How often the listing was asked for at any step. */
    int visits(String listing) {
        return visits.getOrDefault(listing, new AtomicInteger()).get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        Step step = step(path);
        String listing = listing(step, path, query, body);
        visits.computeIfAbsent(listing, id -> new AtomicInteger()).incrementAndGet();
        String trouble = garbled.get(listing);
        if (trouble != null) {
            String[] parts = trouble.split(" ", 2);
            send(exchange, Integer.parseInt(parts[0]), parts[1]);
            return;
        }
        boolean offered = open.getOrDefault(listing, Set.of()).contains(step);
        if (step == Step.SEARCH) {
            // What is searched for is on the last of three pages.
            boolean last = query.endsWith("page=3");
            send(
                    exchange,
                    200,
                    "{\"items\": [{\"listingId\": \"another\"}%s], \"pages\": 3}"
                            .formatted(offered && last ? ", {\"listingId\": \"" + listing + "\"}" : ""));
        } else if (offered) {
            send(exchange, 200, "{\"listingId\": \"%s\"}".formatted(listing));
        } else {
            send(
                    exchange,
                    step == Step.PAGE ? 410 : 409,
                    "{\"refused\": [{\"listingId\": \"%s\"}]}".formatted(listing));
        }
    }

    private static Step step(String path) {
        return switch (path) {
            case "/api/search" -> Step.SEARCH;
            case "/api/cart" -> Step.CART;
            case "/api/checkout/quote" -> Step.CHECKOUT;
            default -> Step.PAGE;
        };
    }

    private static String listing(Step step, String path, String query, String body) {
        if (step == Step.SEARCH) {
            return query.substring("q=".length(), query.indexOf('&'));
        }
        Matcher named = LISTING.matcher(body);
        return named.find() ? named.group(1) : path.substring(path.lastIndexOf('/') + 1);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
