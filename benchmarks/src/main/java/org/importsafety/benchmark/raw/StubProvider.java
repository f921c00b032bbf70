package org.importsafety.benchmark.raw;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** A payment provider that pays whatever it is asked for, at once, and remembers nothing. */
public final class StubProvider {

    private StubProvider() {}

    /** @param arguments HTTP port */
    public static void main(String[] arguments) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(StubProvider::serve)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void serve(HttpServerRequest request) {
        if (request.path().equals("/ready")) {
            RawClients.answer(request, 200);
        } else if (request.method() == HttpMethod.POST) {
            request.body().onSuccess(body -> pay(request, new JsonObject(body).getString("refundRequestId")));
        } else {
            RawClients.answer(request, 404);
        }
    }

    private static void pay(HttpServerRequest request, String refundRequestId) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("refundRequestId", refundRequestId)
                        .put("status", "SUCCESS")
                        .put("providerRef", "p-" + refundRequestId)
                        .toBuffer());
    }
}
