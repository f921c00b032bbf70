package org.importsafety.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls a service over REST with one party's token. A service may be away for a while (it is killed and started again): no connection, no
 * answer and 5xx are tried again until the patience is used up.
 */
public final class ServiceClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final URI base;
    private final String token;

    public ServiceClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** What a service answered. */
    public record Answer(int status, byte[] body) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        public <T> T as(Class<T> shape) throws IOException {
            return Json.read(body, shape);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    /** @param body an object to be sent as JSON; null for none */
    public Answer post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher json =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.bytes(body));
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(json)
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json");
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String trouble;
            try {
                HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
                if (response.statusCode() < 500) {
                    return new Answer(response.statusCode(), response.body());
                }
                trouble = response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                trouble = e.toString();
            }
            if (System.nanoTime() > limit) {
                throw new IOException(request.method() + " " + request.uri() + " has failed for " + PATIENCE.toSeconds()
                        + " s: " + trouble);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
