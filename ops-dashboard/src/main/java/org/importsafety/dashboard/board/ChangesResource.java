package org.importsafety.dashboard.board;

import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** Server-sent events: when to read the board again. */
@Path("/api/changes")
@PermitAll
class ChangesResource {
    private static final Duration HEART_BEAT = Duration.ofSeconds(15);

    private final Changes changes;
    private final Sse sse;

    ChangesResource(Changes changes, Sse sse) {
        this.changes = changes;
        this.sse = sse;
    }

    /** @param change rises with every change */
    record Change(long change) {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> changes() {
        Multi<OutboundSseEvent> told = changes.stream().map(change -> sse.newEventBuilder()
                .name("changed")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Change.class, new Change(change))
                .build());
        Multi<OutboundSseEvent> heartBeats = Multi.createFrom()
                .ticks()
                .startingAfter(HEART_BEAT)
                .every(HEART_BEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still here").build());
        return Multi.createBy().merging().streams(told, heartBeats);
    }
}
