package org.importsafety.sandbox.provider;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.importsafety.sandbox.Draw;
import org.importsafety.sandbox.Json;
import org.importsafety.sandbox.WebServer;

/**
 * The provider's HTTP interface: {@code POST /provider/refunds}, {@code GET /provider/refunds/{id}}, and
 * {@code GET /provider/statement?after=&limit=}: what it paid, oldest first. The same id gets the same answer and moves money once. On request the first answer of a fifth of the ids is lost after the money moved.
 */
public final class Provider implements AutoCloseable {

    private static final String PATH = "/provider/refunds";
    private static final String STATEMENT = "/provider/statement";
    private static final int MOST_ENTRIES = 1000;
    private static final BigDecimal LOST_SHARE = new BigDecimal("0.2");

    private final Ledger ledger;
    private final String authorization;
    private final long seed;
    private final boolean losesAnswers;

    private Provider(Ledger ledger, String token, long seed, boolean losesAnswers) {
        this.ledger = ledger;
        this.authorization = "Bearer " + token;
        this.seed = seed;
        this.losesAnswers = losesAnswers;
    }

    /** @param token what callers must bear */
    public static Provider open(WebServer server, Path ledgerFile, String token, long seed, boolean losesAnswers) {
        Provider provider = new Provider(new Ledger(ledgerFile), token, seed, losesAnswers);
        server.serve(PATH, provider::serve);
        server.serve(STATEMENT, provider::serveStatement);
        return provider;
    }

    @Override
    public void close() {
        ledger.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String rest = exchange.getRequestURI().getPath().substring(PATH.length());
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                refuse(exchange, 401, "no or wrong bearer token");
            } else if (exchange.getRequestMethod().equals("POST") && rest.isEmpty()) {
                refund(exchange);
            } else if (exchange.getRequestMethod().equals("GET") && rest.length() > 1) {
                inquire(exchange, rest.substring(1));
            } else {
                refuse(exchange, 404, "only POST " + PATH + " and GET " + PATH + "/{refundRequestId}");
            }
        }
    }

    private record Part(List<Paid> items, String next) {}

    private record Paid(
            String entryId, String refundRequestId, String orderId, int lineNo, long amount, String currency) {
        static Paid of(Ledger.Entry entry) {
            RefundOrder order = entry.order();
            return new Paid(
                    entry.providerRef(),
                    order.refundRequestId(),
                    order.orderId(),
                    order.lineNo(),
                    order.amount(),
                    order.currency());
        }
    }

    private void serveStatement(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                refuse(exchange, 401, "no or wrong bearer token");
                return;
            }
            String after = query(exchange, "after");
            String limit = query(exchange, "limit");
            if (!after.matches("(" + Ledger.PREFIX + "\\d{8})?")) {
                refuse(exchange, 400, "after: the entryId of a payment");
            } else if (!limit.matches("(\\d{1,4})?")) {
                refuse(exchange, 400, "limit: 1 to " + MOST_ENTRIES);
            } else {
                int most =
                        limit.isEmpty() ? MOST_ENTRIES : Math.max(1, Math.min(Integer.parseInt(limit), MOST_ENTRIES));
                List<Paid> items =
                        ledger.after(after, most).stream().map(Paid::of).toList();
                String next =
                        items.size() < most ? null : items.get(items.size() - 1).entryId();
                answer(exchange, 200, new Part(items, next));
            }
        }
    }

    /** Empty when it is not said. */
    private static String query(HttpExchange exchange, String name) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst()
                        .orElse("");
    }

    private void refund(HttpExchange exchange) throws IOException {
        RefundOrder order;
        try {
            order = Json.read(exchange.getRequestBody().readAllBytes(), RefundOrder.class);
        } catch (IOException e) {
            refuse(exchange, 400, "no refund order: " + e.getMessage());
            return;
        }
        if (order.complaint() != null) {
            refuse(exchange, 400, order.complaint());
            return;
        }
        Ledger.Booking booking = ledger.book(order);
        if (!booking.entry().order().equals(order)) {
            refuse(exchange, 409, "this refundRequestId was used for another refund");
        } else if (!booking.first() || !isLost(order.refundRequestId())) {
            answer(exchange, 200, Result.of(booking.entry()));
        }
    }

    private void inquire(HttpExchange exchange, String refundRequestId) throws IOException {
        Ledger.Entry entry = ledger.find(refundRequestId);
        if (entry == null) {
            refuse(exchange, 404, "never asked for");
        } else {
            answer(exchange, 200, Result.of(entry));
        }
    }

    private boolean isLost(String refundRequestId) {
        return losesAnswers && Draw.of(seed, "lost answer", refundRequestId).happens(LOST_SHARE);
    }

    private record Result(String refundRequestId, String status, String providerRef) {
        static Result of(Ledger.Entry entry) {
            return new Result(entry.order().refundRequestId(), "SUCCESS", entry.providerRef());
        }
    }

    private record Problem(int status, String detail) {}

    private static void refuse(HttpExchange exchange, int status, String detail) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        respond(exchange, status, new Problem(status, detail));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        respond(exchange, status, body);
    }

    private static void respond(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = Json.bytes(body);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }
}
