package org.importsafety.enforcement.register;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.enforcement.register.Register.Entry;
import org.importsafety.enforcement.relisting.ProductKey;
import org.importsafety.rest.Problem;

/** "Is this blocked?", for everybody: a shop before it lists, a buyer before a purchase. */
@Path("/register")
class RegisterResource {
    private final Register register;

    RegisterResource(Register register) {
        this.register = register;
    }

    /** @param released blocks that have ended: whoever heard of one is told that it is over */
    record Found(boolean blocked, List<Entry> blocks, List<Entry> released) {
        static Found of(List<Entry> entries) {
            var open = entries.stream().collect(Collectors.partitioningBy(entry -> entry.releasedAt() == null));
            return new Found(!open.get(true).isEmpty(), open.get(true), open.get(false));
        }
    }

    /** Whoever gives several keys is told of what any of them points to: the careful answer. */
    @GET
    @PermitAll
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Found.class)))
    @APIResponse(responseCode = "400")
    public Uni<Response> lookUp(
            @QueryParam("listing") String listing,
            @QueryParam("gtin") String gtin,
            @QueryParam("model") String model,
            @QueryParam("certificateNo") String certificateNo) {
        String[] keys = Stream.of(listing, gtin, model, certificateNo)
                .map(RegisterResource::known)
                .toArray(String[]::new);
        if (Stream.of(keys).allMatch(Objects::isNull)) {
            return Uni.createFrom()
                    .item(Problem.badRequest("listing", "say at least one of listing, gtin, model, certificateNo"));
        }
        return register.lookUp(
                        keys[0],
                        ProductKey.gtin(keys[1]).orElse(null),
                        ProductKey.model(keys[2]).orElse(null),
                        ProductKey.certificate(keys[3]).orElse(null))
                .map(entries -> Response.ok(Found.of(entries)).build());
    }

    /** Null where nothing is said; no key has a NUL in it, and PostgreSQL would not take one. */
    private static String known(String key) {
        return key == null || key.isBlank() || key.indexOf('\0') >= 0 ? null : key.strip();
    }
}
