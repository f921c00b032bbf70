package org.importsafety.sandbox.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.importsafety.sandbox.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderTest {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private WebServer server;
    private Provider provider;

    @BeforeEach
    void start() {
        open(false);
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    @Test
    void the_same_id_gets_the_same_answer_and_money_moves_once() throws Exception {
        HttpResponse<String> first = refund("r1", 500);

        assertEquals(200, first.statusCode());
        assertTrue(first.body().contains("\"status\":\"SUCCESS\""), first.body());
        assertEquals(first.body(), refund("r1", 500).body());
        assertEquals(first.body(), get("/r1").body());
        assertEquals(1, moves());
    }

    @Test
    void the_same_id_for_another_refund_is_a_conflict() throws Exception {
        refund("r1", 500);

        assertEquals(409, refund("r1", 501).statusCode());
        assertEquals(1, moves());
    }

    @Test
    void an_id_that_was_never_asked_for_is_not_found() throws Exception {
        assertEquals(404, get("/r1").statusCode());
    }

    @Test
    void what_is_no_refund_order_is_refused_and_nothing_moves() throws Exception {
        assertEquals(400, post("{", "secret").statusCode());
        assertEquals(400, refund("r1", 0).statusCode());
        assertEquals(400, refund("", 500).statusCode());
        assertEquals(
                400,
                post(
                                "{\"refundRequestId\":\"r\",\"orderId\":\"o\",\"lineNo\":1,\"amount\":1.5,\"currency\":\"GBP\"}",
                                "secret")
                        .statusCode());
        assertEquals(0, moves());
    }

    @Test
    void without_the_token_nothing_is_answered() throws Exception {
        assertEquals(401, post("{}", "other").statusCode());
    }

    @Test
    void the_ledger_outlives_the_process() throws Exception {
        String first = refund("r1", 500).body();
        stop();
        Files.writeString(folder.resolve("ledger"), Files.readString(folder.resolve("ledger")) + "{\"cut off");

        open(false);

        assertEquals(first, refund("r1", 500).body());
        assertEquals(200, refund("r2", 500).statusCode());
    }

    @Test
    void the_statement_tells_every_payment_once_in_parts_and_also_after_a_restart() throws Exception {
        for (int i = 1; i <= 3; i++) {
            refund("r" + i, 500 + i);
        }
        refund("r1", 501);
        stop();
        open(false);

        String first = statement("?limit=2").body();
        assertTrue(first.contains("\"refundRequestId\":\"r1\"") && first.contains("\"amount\":502"), first);
        assertTrue(first.endsWith("\"next\":\"prv-00000002\"}"), first);
        String second = statement("?after=prv-00000002&limit=2").body();
        assertTrue(second.contains("\"entryId\":\"prv-00000003\"") && second.contains("\"amount\":503"), second);
        assertFalse(second.contains("\"next\""), second);
        assertTrue(statement("?after=prv-00000003").body().contains("\"items\":[]"));
        assertEquals(400, statement("?after=r3").statusCode());
    }

    @Test
    void on_request_some_first_answers_are_lost_after_the_money_moved() throws Exception {
        stop();
        open(true);
        int lost = 0;
        for (int i = 0; i < 100; i++) {
            if (isLost("r" + i)) {
                lost++;
                assertEquals(200, get("/r" + i).statusCode());
                assertEquals(200, refund("r" + i, 500).statusCode());
            }
        }

        assertTrue(lost > 8 && lost < 35, lost + " of 100");
        assertEquals(100, moves());
    }

    private void open(boolean losesAnswers) {
        server = WebServer.start(0);
        provider = Provider.open(server, folder.resolve("ledger"), "secret", 1, losesAnswers);
    }

    private boolean isLost(String id) throws InterruptedException {
        try {
            refund(id, 500);
            return false;
        } catch (IOException e) {
            return true; // the connection ended without an answer
        }
    }

    private long moves() throws IOException {
        return Files.readAllLines(folder.resolve("ledger")).stream()
                .filter(line -> !line.isBlank())
                .count();
    }

    private HttpResponse<String> refund(String id, long amount) throws IOException, InterruptedException {
        String order =
                "{\"refundRequestId\":\"%s\",\"orderId\":\"o1\",\"lineNo\":1,\"amount\":%d,\"currency\":\"GBP\"}";
        return post(order.formatted(id, amount), "secret");
    }

    private HttpResponse<String> post(String body, String token) throws IOException, InterruptedException {
        return http.send(request("", token).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String rest) throws IOException, InterruptedException {
        return http.send(request(rest, "secret").GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> statement(String query) throws IOException, InterruptedException {
        return http.send(at("/statement" + query, "secret").GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String rest, String token) {
        return at("/refunds" + rest, token);
    }

    private HttpRequest.Builder at(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/provider" + path))
                .header("Authorization", "Bearer " + token);
    }
}
