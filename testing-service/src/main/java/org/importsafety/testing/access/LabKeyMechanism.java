package org.importsafety.testing.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.importsafety.testing.access.LabKey.Decision;

/**
 * Lets a laboratory in by its key, beside the tokens: {@code Authorization: Bearer isk_<id>_<secret>}. The key is looked
 * up for every request, by its id, so that a revoked one is shut out at once. This happens before there is any unit of
 * work, hence the plain client. Why a key does not open is not told: that would help whoever tries.
 */
@ApplicationScoped
class LabKeyMechanism implements HttpAuthenticationMechanism {
    private static final String KEY = """
            select key_id, lab, secret_sha256, valid_from, valid_to, reason, requested_by, requested_at,
                   approved_by, approved_at, revoked_by, revoked_at
            from lab_key where key_id = $1""";

    private final Pool pool;
    private final Clock wall = Clock.systemUTC();

    LabKeyMechanism(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Optional<PresentedKey> presented =
                PresentedKey.read(context.request().getHeader(HttpHeaderNames.AUTHORIZATION));
        if (presented.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        context.put(HttpAuthenticationMechanism.class.getName(), this);
        return find(presented.get().id())
                .map(found -> found.filter(key -> key.opens(presented.get().secret(), wall.instant()))
                        .map(LabKeyMechanism::identity)
                        .orElseThrow(() -> new AuthenticationFailedException("not a valid key: " + presented.get())));
    }

    /** Before the tokens' mechanism, to which a key would be a broken token. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"));
    }

    private Uni<Optional<LabKey>> find(String id) {
        return pool.preparedQuery(KEY).execute(Tuple.of(id)).map(LabKeyMechanism::first);
    }

    private static Optional<LabKey> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new LabKey(
                    row.getString("key_id"),
                    row.getString("lab"),
                    row.getString("secret_sha256"),
                    row.getOffsetDateTime("valid_from").toInstant(),
                    row.getOffsetDateTime("valid_to").toInstant(),
                    row.getString("reason"),
                    decision(row, "requested"),
                    decision(row, "approved"),
                    decision(row, "revoked")));
        }
        return Optional.empty();
    }

    private static Decision decision(Row row, String what) {
        OffsetDateTime at = row.getOffsetDateTime(what + "_at");
        return at == null ? null : new Decision(row.getString(what + "_by"), at.toInstant());
    }

    private static SecurityIdentity identity(LabKey key) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new Bearer(Map.of("sub", "key:" + key.id(), "groups", Set.of("lab"), "lab", key.lab())))
                .addRole("lab")
                .build();
    }

    /** Says of a key what a token would say, so that nobody behind this has to tell them apart. */
    private record Bearer(Map<String, Object> claims) implements JsonWebToken {
        @Override
        public String getName() {
            return getSubject();
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String name) {
            return (T) claims.get(name);
        }
    }
}
