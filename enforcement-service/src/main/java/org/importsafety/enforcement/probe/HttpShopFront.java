package org.importsafety.enforcement.probe;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.importsafety.enforcement.probe.Look.Result;
import org.importsafety.enforcement.probe.ProbeSettings.Post;

/** The shop over HTTP, its pages and what they say by {@link ProbeSettings}. */
@ApplicationScoped
class HttpShopFront implements ShopFront {
    private static final int LONGEST_BODY = 1024 * 1024;

    private final HttpClient http;
    private final ProbeSettings settings;

    HttpShopFront(Vertx vertx, ProbeSettings settings) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(settings.inFlight()));
        this.settings = settings;
    }

    /** @param json null where the body is none */
    private record Answer(String asked, int status, byte[] body, Object json) {
        boolean isOk() {
            return status == 200 || status == 201;
        }

        /** @return null where there is nothing */
        Object at(String pointer) {
            return json == null ? null : JsonPointer.from(pointer).queryJson(json);
        }

        Look is(Step step, Result result) {
            return new Look(step, result, "%s -> %d sha256:%s".formatted(asked, status, sha256(body)));
        }
    }

    @Override
    public Uni<Look> look(Step step, String listingId) {
        return Uni.createFrom()
                .deferred(() -> switch (step) {
                    case SEARCH -> search(listingId, 1);
                    case PAGE -> page(listingId);
                    case CART -> post(step, settings.cart(), listingId);
                    case CHECKOUT -> post(step, settings.checkout(), listingId);
                })
                .onFailure()
                .recoverWithItem(failure -> new Look(step, Result.UNCLEAR, failure.toString()));
    }

    private Uni<Look> search(String listingId, int page) {
        var search = settings.search();
        String path = filled(search.path(), inAddress(listingId)).replace("{page}", String.valueOf(page));
        return send(HttpMethod.GET, path, null).chain(answer -> {
            if (!answer.isOk() || !(answer.at(search.items()) instanceof JsonArray items)) {
                return done(answer.is(Step.SEARCH, Result.UNCLEAR));
            }
            JsonPointer listing = JsonPointer.from(search.listing());
            if (items.stream().anyMatch(item -> listingId.equals(listing.queryJson(item)))) {
                return done(answer.is(Step.SEARCH, Result.OFFERED));
            }
            boolean more = answer.at(search.pages()) instanceof Number pages && page < pages.intValue();
            if (!more) {
                return done(answer.is(Step.SEARCH, Result.REFUSED));
            }
            return page < search.mostPages()
                    ? search(listingId, page + 1)
                    : done(answer.is(Step.SEARCH, Result.UNCLEAR));
        });
    }

    private Uni<Look> page(String listingId) {
        return send(HttpMethod.GET, filled(settings.page().path(), inAddress(listingId)), null)
                .map(answer -> {
                    boolean shown = answer.isOk()
                            && listingId.equals(answer.at(settings.page().listing()));
                    return answer.is(Step.PAGE, shown ? Result.OFFERED : refusal(answer, listingId));
                });
    }

    private Uni<Look> post(Step step, Post post, String listingId) {
        String quoted = Json.encode(listingId);
        String body = filled(post.body(), quoted.substring(1, quoted.length() - 1));
        return send(HttpMethod.POST, filled(post.path(), inAddress(listingId)), body)
                .map(answer -> {
                    boolean taken = answer.isOk() && answer.json() != null;
                    return answer.is(step, taken ? Result.OFFERED : refusal(answer, listingId));
                });
    }

    private Result refusal(Answer answer, String listingId) {
        return settings.refusals().contains(answer.status()) && listingId.equals(answer.at(settings.refusedListing()))
                ? Result.REFUSED
                : Result.UNCLEAR;
    }

    /** @param body null for none */
    private Uni<Answer> send(HttpMethod method, String path, String body) {
        Duration limit = settings.timeLimit();
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(settings.shopUrl().orElseThrow() + path)
                .setConnectTimeout(limit.toMillis())
                .setIdleTimeout(limit.toMillis())
                .putHeader("Accept", "application/json");
        return http.request(options)
                .chain(request -> body == null
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json").send(body))
                .chain(response -> body(response)
                        .map(bytes -> new Answer(method + " " + path, response.statusCode(), bytes, json(bytes))))
                .ifNoItem()
                .after(limit)
                .fail();
    }

    private static Uni<byte[]> body(HttpClientResponse response) {
        return response.toMulti()
                .collect()
                .in(Buffer::buffer, (all, part) -> {
                    if (all.length() + part.length() > LONGEST_BODY) {
                        throw new IllegalStateException("an answer of more than " + LONGEST_BODY + " bytes");
                    }
                    all.appendBuffer(part);
                })
                .map(Buffer::getBytes);
    }

    private static Object json(byte[] body) {
        try {
            return body.length == 0 ? null : Json.decodeValue(io.vertx.core.buffer.Buffer.buffer(body));
        } catch (DecodeException e) {
            return null;
        }
    }

    private static String filled(String template, String listingId) {
        return template.replace("{listingId}", listingId);
    }

    private static String inAddress(String listingId) {
        return URLEncoder.encode(listingId, StandardCharsets.UTF_8);
    }

    private static Uni<Look> done(Look look) {
        return Uni.createFrom().item(look);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
