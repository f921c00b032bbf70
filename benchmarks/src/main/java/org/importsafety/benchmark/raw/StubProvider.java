package org.importsafety.benchmark.raw;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A payment provider that answers after a millisecond. Of each hundred first calls one is paid and never answered, and one is answered
 * by PROCESSING; both are paid when they are asked about. It counts payments, and lines that were paid under two ids.
 */
public final class StubProvider {

    private static final long ANSWER_MILLIS = 1;
    private static final int SILENT = 0;
    private static final int UNKNOWN = 1;

    private final Vertx vertx;
    private final Set<String> known = new HashSet<>();
    private final Map<String, String> idByLine = new HashMap<>();
    private long doubles;

    private StubProvider(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param arguments HTTP port */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        StubProvider provider = new StubProvider(vertx);
        vertx.createHttpServer() // one event loop: nothing here is shared
                .requestHandler(provider::serve)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void serve(HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/ready")) {
            RawClients.answer(request, 200);
        } else if (path.equals("/payments")) {
            request.response().end(idByLine.size() + " " + doubles);
        } else if (path.equals("/provider/refunds")) {
            request.body().onSuccess(body -> pay(request, body.toJsonObject()));
        } else {
            boolean isKnown = known.contains(path.substring(path.lastIndexOf('/') + 1));
            answer(request, isKnown ? "SUCCESS" : null);
        }
    }

    private void pay(HttpServerRequest request, JsonObject payment) {
        String id = payment.getString("refundRequestId");
        boolean first = known.add(id);
        String before = idByLine.putIfAbsent(payment.getString("orderId") + "/" + payment.getInteger("lineNo"), id);
        if (first && before != null) {
            doubles++;
        }
        long kind = Math.floorMod(UUID.fromString(id).getLeastSignificantBits(), 100L);
        if (first && kind == SILENT) {
            return; // the caller's time limit ends it
        }
        answer(request, first && kind == UNKNOWN ? "PROCESSING" : "SUCCESS");
    }

    /** @param status null: never heard of it */
    private void answer(HttpServerRequest request, String status) {
        vertx.setTimer(ANSWER_MILLIS, timer -> {
            if (status == null) {
                RawClients.answer(request, 404);
            } else {
                request.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"status\": \"" + status + "\", \"providerRef\": \"P-1\"}");
            }
        });
    }
}
