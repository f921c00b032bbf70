package org.importsafety.sandbox.shop;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.importsafety.sandbox.Json;

/** One request, read carefully: a limited body, decoded fields, cookies. */
final class Request {

    static final String VISITOR = "shop";
    static final String LANGUAGE = "shop-lang";

    private static final int LONGEST_BODY = 16 * 1024;
    private static final Pattern VISITOR_ID = Pattern.compile("[0-9a-f-]{36}");

    private final HttpExchange exchange;
    private final Map<String, String> query;

    Request(HttpExchange exchange) {
        this.exchange = exchange;
        this.query = queryOf(exchange);
    }

    /** A request that makes no sense as such. */
    static final class Bad extends Exception {

        private static final long serialVersionUID = 1;

        private final int status;

        Bad(int status, String reason) {
            super(reason);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Otherwise it is a GET, or a HEAD, which is a GET whose answer nobody reads. */
    boolean isPost() {
        return exchange.getRequestMethod().equals("POST");
    }

    /** Decoded. */
    String path() {
        return exchange.getRequestURI().getPath();
    }

    /** Empty when it is not there. */
    String query(String name) {
        return query.getOrDefault(name, "").strip();
    }

    Map<String, String> form() throws IOException, Bad {
        return fields(new String(body(), StandardCharsets.UTF_8));
    }

    /** Only what says that it is JSON is read: a foreign page's form cannot say so. */
    <T> T json(Class<T> shape) throws IOException, Bad {
        String type = header("Content-Type").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            throw new Bad(415, "Content-Type must be application/json");
        }
        byte[] body = body();
        try {
            return Json.read(body, shape);
        } catch (IOException e) {
            throw new Bad(
                    400, "no such JSON: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Null for a visitor without one of ours. */
    String visitor() {
        String cookie = cookie(VISITOR);
        return VISITOR_ID.matcher(cookie).matches() ? cookie : null;
    }

    /** Asked for in the address, remembered, or the browser's. */
    Locale language() {
        for (String asked : new String[] {query("lang"), cookie(LANGUAGE)}) {
            if (Words.isSpoken(asked)) {
                return Words.locale(asked);
            }
        }
        return Words.preferred(header("Accept-Language"));
    }

    private byte[] body() throws IOException, Bad {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new Bad(413, "at most " + LONGEST_BODY + " bytes");
        }
        return body;
    }

    private String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Some clients put the value into quotes. */
    private String cookie(String name) {
        for (String pair : header("Cookie").split(";")) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) {
                return parts[1].replace("\"", "");
            }
        }
        return "";
    }

    /** A query that cannot be read asks for nothing. */
    private static Map<String, String> queryOf(HttpExchange exchange) {
        try {
            return fields(exchange.getRequestURI().getRawQuery());
        } catch (Bad e) {
            return Map.of();
        }
    }

    private static Map<String, String> fields(String encoded) throws Bad {
        Map<String, String> fields = new HashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return fields;
        }
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            } catch (IllegalArgumentException e) {
                throw new Bad(400, "badly encoded: " + pair);
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
