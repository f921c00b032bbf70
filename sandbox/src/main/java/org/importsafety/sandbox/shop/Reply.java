package org.importsafety.sandbox.shop;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.importsafety.sandbox.Json;

/** What is answered. @param headers name and value in turn */
record Reply(int status, String type, byte[] body, List<String> headers) {

    private static final String NO_SCRIPTS =
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    static Reply page(int status, Html page) {
        return new Reply(status, "text/html; charset=utf-8", page.markup().getBytes(StandardCharsets.UTF_8), List.of());
    }

    static Reply json(int status, Object value) {
        return new Reply(status, "application/json", Json.bytes(value), List.of());
    }

    static Reply problem(Problem problem) {
        return new Reply(problem.status(), "application/problem+json", Json.bytes(problem), List.of());
    }

    /** After a POST: what is shown then may be reloaded without doing it again. */
    static Reply seeOther(String path) {
        return new Reply(303, null, new byte[0], List.of("Location", path));
    }

    /** May be kept by the browser for a while. */
    static Reply file(String type, byte[] body) {
        return new Reply(200, type, body, List.of("Cache-Control", "max-age=300"));
    }

    /** Not sent along from other sites, not readable by scripts. */
    Reply withCookie(String name, String value, int days) {
        return with(
                "Set-Cookie",
                "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict".formatted(name, value, days * 86_400));
    }

    Reply with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(header, value));
        return new Reply(status, type, body, List.copyOf(more));
    }

    /** Nothing is kept by default: an item may be off sale with the next look. */
    void send(HttpExchange exchange) throws IOException {
        Headers sent = exchange.getResponseHeaders();
        sent.set("Cache-Control", "no-store");
        sent.set("Content-Security-Policy", NO_SCRIPTS);
        sent.set("X-Content-Type-Options", "nosniff");
        sent.set("Referrer-Policy", "same-origin");
        if (type != null) {
            sent.set("Content-Type", type);
        }
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equals("Set-Cookie")) {
                sent.add(headers.get(i), headers.get(i + 1));
            } else {
                sent.set(headers.get(i), headers.get(i + 1));
            }
        }
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
