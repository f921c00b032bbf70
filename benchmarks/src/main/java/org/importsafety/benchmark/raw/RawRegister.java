package org.importsafety.benchmark.raw;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** The floor of the register: its SQL, and an answer with the same fields. */
public final class RawRegister {

    private static final String LOOK_UP = """
            select block_id, listing_id, case_id, blocked_at, status, statement, released_at from block
            where block_id in (
                select block_id from block where listing_id = $1
                union all
                select block_id from block_key where kind = 'GTIN' and value = $2
                union all
                select block_id from block_key where kind = 'MODEL' and value = $3
                union all
                select block_id from block_key where kind = 'CERTIFICATE' and value = $4)
            order by released_at is not null, case_id limit 100
            """;

    private final Pool pool;

    private RawRegister(Pool pool) {
        this.pool = pool;
    }

    /** @param arguments HTTP port, PostgreSQL's port, the service's database */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        RawRegister register = new RawRegister(RawClients.pool(vertx, Integer.parseInt(arguments[1]), arguments[2]));
        vertx.createHttpServer()
                .requestHandler(register::serve)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void serve(HttpServerRequest request) {
        if (request.path().equals("/ready")) {
            RawClients.answer(request, 200);
            return;
        }
        pool.preparedQuery(LOOK_UP)
                .execute(Tuple.of(
                        request.getParam("listing"),
                        request.getParam("gtin"),
                        request.getParam("model"),
                        request.getParam("certificateNo")))
                .onSuccess(rows -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(answer(rows)))
                .onFailure(failure -> RawClients.fail(request, failure));
    }

    private static Buffer answer(RowSet<Row> rows) {
        JsonArray blocks = new JsonArray();
        JsonArray released = new JsonArray();
        for (Row row : rows) {
            JsonObject entry = new JsonObject()
                    .put("blockId", row.getUUID(0).toString())
                    .put("listingId", row.getString(1))
                    .put("caseId", row.getString(2))
                    .put("since", row.getOffsetDateTime(3).toInstant().toString())
                    .put("status", row.getString(4))
                    .put("nonconformities", new JsonObject(row.getString(5)).getJsonArray("nonconformities"));
            (row.getOffsetDateTime(6) == null ? blocks : released).add(entry);
        }
        return new JsonObject()
                .put("blocked", !blocks.isEmpty())
                .put("blocks", blocks)
                .put("released", released)
                .toBuffer();
    }
}
