package org.importsafety.enforcement.list;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;

/** The blocks in force as one file: a JSON object a line, sorted by listing, so that the same blocks are the same bytes. */
@ApplicationScoped
class CurrentList {
    /** Optional fields are left out, as in the events. */
    private static final String IN_FORCE = """
            select json_strip_nulls(statement::json)::text as line from block where released_at is null order by listing_id
            """;

    private final Pool pool;
    private final ListKey key;
    private final Clock clock;

    CurrentList(Pool pool, ListKey key, Clock clock) {
        this.pool = pool;
        this.key = key;
        this.clock = clock;
    }

    /**
     * @param tag of the content alone: the same blocks have the same one
     * @param asOf every block that was asked for by then is in it, unless it was released
     * @param signature a detached JWS
     */
    record File(byte[] content, String tag, Instant asOf, String signature) {}

    Uni<File> read() {
        Instant asOf = clock.instant();
        return pool.query(IN_FORCE)
                .execute()
                .emitOn(Infrastructure.getDefaultWorkerPool()) // hashing and signing of what may be megabytes
                .map(rows -> file(rows, asOf));
    }

    private File file(RowSet<Row> rows, Instant asOf) {
        var content = new ByteArrayOutputStream();
        for (Row row : rows) {
            content.writeBytes(row.getString("line").getBytes(StandardCharsets.UTF_8));
            content.write('\n');
        }
        byte[] bytes = content.toByteArray();
        return new File(bytes, tag(bytes), asOf, key.sign(bytes, asOf));
    }

    private static String tag(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
