package org.importsafety.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Calls of the load: not one thread waits for an answer, and connections are kept. */
public final class HttpCalls implements AutoCloseable {

    private static final int CONNECTIONS = 64;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setIdleTimeout(60).setIdleTimeoutUnit(TimeUnit.SECONDS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));

    /** @param body null for none */
    public record Call(HttpMethod method, URI uri, Map<String, String> headers, byte[] body) {
        public static Call get(URI uri) {
            return new Call(HttpMethod.GET, uri, Map.of(), null);
        }

        public static Call post(URI uri, Map<String, String> headers, byte[] body) {
            return new Call(HttpMethod.POST, uri, headers, body);
        }
    }

    /** @param answered gets the status once the whole answer is here; 0 when there is none */
    public void send(Call call, IntConsumer answered) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setHost(call.uri().getHost())
                .setPort(call.uri().getPort())
                .setURI(
                        call.uri().getRawQuery() == null
                                ? call.uri().getRawPath()
                                : call.uri().getRawPath() + "?" + call.uri().getRawQuery());
        client.request(options)
                .compose(request -> {
                    call.headers().forEach(request::putHeader);
                    return sent(request, call.body());
                })
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(result -> answered.accept(result.succeeded() ? result.result() : 0));
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, byte[] body) {
        return body == null ? request.send() : request.send(Buffer.buffer(body));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
