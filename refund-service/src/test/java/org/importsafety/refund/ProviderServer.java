package org.importsafety.refund;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A payment provider over HTTP with a ledger. What it does wrong is in the order's id: {@code lost-} pays and closes the
 * connection without an answer, {@code hung-} pays and never answers, {@code unheard-} does not get the first request,
 * {@code later-} is PROCESSING until it is asked, {@code open-} stays PROCESSING, {@code refused-} does not pay,
 * {@code short-} is not paid until there is a balance.
 */
public class ProviderServer implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Calls by refund id, such as {@code [POST, GET]}. */
    private final Map<String, List<String>> calls = new ConcurrentHashMap<>();

    /** Money that moved, by order line: amounts, so that a second payment shows. */
    private final Map<String, List<Long>> ledger = new ConcurrentHashMap<>();

    /** Payments in the order in which they were made, as the statement tells them: refund id and amount. */
    private final List<Map.Entry<String, Long>> statement = Collections.synchronizedList(new ArrayList<>());

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private volatile boolean down;
    private volatile boolean funded;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        System.setProperty(
                "sun.net.httpserver.nodelay", "true"); // else each answer waits for a delayed acknowledgement
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/provider/refunds", this::answer);
        server.createContext("/provider/statement", this::tellStatement);
        server.start();
        return Map.ofEntries(
                Map.entry(
                        "quarkus.rest-client.provider.url",
                        "http://localhost:" + server.getAddress().getPort() + "/provider"),
                Map.entry("quarkus.rest-client.provider.read-timeout", "1000"),
                Map.entry("refund.provider-token", "the-token"),
                Map.entry("refund.lease", "2500ms"),
                Map.entry("refund.ask-again", "100ms"),
                Map.entry("refund.most-questions", "6"),
                Map.entry("refund.balance-again", "500ms"),
                Map.entry("refund.approval-above.JPY", "1000"),
                Map.entry("refund.reconcile-every", "0"),
                Map.entry("refund.delay-interest-percent", "15"),
                Map.entry("refund.purchase-months", "36"),
                Map.entry("refund.notice-months", "24"));
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(ProviderServer.class));
    }

    List<String> calls(String refundId) {
        return calls.getOrDefault(refundId, List.of());
    }

    List<Long> moved(String orderId, int lineNo) {
        return ledger.getOrDefault(orderId + "/" + lineNo, List.of());
    }

    /** While it is down, every call ends without an answer and without a payment. */
    void setDown(boolean down) {
        this.down = down;
    }

    /** From now on there is a balance for all. */
    void fund() {
        funded = true;
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    /** As if a refund had been asked for and paid before. */
    void hasPaid(String refundId, String orderId, int lineNo, long amount) {
        pay(refundId, orderId, lineNo, amount, "SUCCESS");
    }

    /** The statement will not tell of it, as if nothing had been paid. */
    void leaveOut(String refundId) {
        statement.removeIf(entry -> entry.getKey().equals(refundId));
    }

    /** How many payments were made in all. */
    int payments() {
        return statement.size();
    }

    /** The statement tells of it once more, as if it had been paid again. */
    void tellAgain(String refundId, long amount) {
        statement.add(Map.entry(refundId, amount));
    }

    private void tellStatement(HttpExchange exchange) throws IOException {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        int from = Integer.parseInt(query.getOrDefault("after", "0"));
        int to = Math.min(statement.size(), from + Math.min(2, Integer.parseInt(query.get("limit"))));
        String items = IntStream.range(Math.min(from, to), to)
                .mapToObj(i -> """
                        {"entryId": "%d", "refundRequestId": "%s", "amount": %d, "currency": "KRW"}""".formatted(
                        i + 1, statement.get(i).getKey(), statement.get(i).getValue()))
                .collect(Collectors.joining(","));
        send(
                exchange,
                200,
                "{\"items\": [%s], \"next\": %s}".formatted(items, to < statement.size() ? "\"" + to + "\"" : "null"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            if (down) {
                exchange.close();
            } else if (!"Bearer the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{}");
            } else if (exchange.getRequestMethod().equals("POST")) {
                post(exchange, JSON.readTree(exchange.getRequestBody()));
            } else {
                get(exchange);
            }
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void post(HttpExchange exchange, JsonNode payment) throws IOException {
        String refundId = payment.get("refundRequestId").textValue();
        String orderId = payment.get("orderId").textValue();
        List<String> calls = called(refundId, "POST");
        if (orderId.startsWith("unheard-") && calls.size() == 1) {
            exchange.close();
            return;
        }
        if (orderId.startsWith("short-") && !funded) {
            send(exchange, 200, "{\"status\": \"FAIL\", \"code\": \"BALANCE_SHORT\", \"available\": 100}");
            return;
        }
        String status = orderId.startsWith("later-") || orderId.startsWith("open-")
                ? "PROCESSING"
                : orderId.startsWith("refused-") ? "FAIL" : "SUCCESS";
        pay(
                refundId,
                orderId,
                payment.get("lineNo").intValue(),
                payment.get("amount").longValue(),
                status);
        if (orderId.startsWith("lost-")) {
            exchange.close();
        } else if (!orderId.startsWith("hung-")) {
            send(exchange, 200, reply(answers.get(refundId)));
        }
    }

    private void get(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String refundId = path.substring(path.lastIndexOf('/') + 1);
        called(refundId, "GET");
        String status = answers.get(refundId);
        if (status == null) {
            send(exchange, 404, "{}");
            return;
        }
        send(exchange, 200, reply(status));
        answers.replace(refundId, "PROCESSING later", "SUCCESS");
    }

    private List<String> called(String refundId, String method) {
        List<String> all = calls.computeIfAbsent(refundId, id -> new CopyOnWriteArrayList<>());
        all.add(method);
        return all;
    }

    /** The same id gives the same answer and moves money once. */
    private void pay(String refundId, String orderId, int lineNo, long amount, String status) {
        answers.computeIfAbsent(refundId, id -> {
            if (!status.equals("FAIL")) {
                ledger.computeIfAbsent(orderId + "/" + lineNo, line -> new CopyOnWriteArrayList<>())
                        .add(amount);
                statement.add(Map.entry(refundId, amount));
            }
            return orderId.startsWith("later-") ? "PROCESSING later" : status;
        });
    }

    private static String reply(String status) {
        return switch (status) {
            case "SUCCESS" -> "{\"status\": \"SUCCESS\", \"providerRef\": \"P-1\"}";
            case "FAIL" -> "{\"status\": \"FAIL\", \"code\": \"ACCOUNT_CLOSED\"}";
            default -> "{\"status\": \"PROCESSING\"}";
        };
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
