package org.importsafety.testing.standard;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** The plan versions that orders have pinned, each read once: from then on nobody can change or remove it. */
@ApplicationScoped
public class PinnedPlans {
    private final Map<PlanVersionId, PlanVersion> byId = new ConcurrentHashMap<>();

    /** @param plan of an order that is stored */
    public Uni<PlanVersion> find(Mutiny.Session session, String plan, int version) {
        PlanVersionId id = new PlanVersionId(plan, version);
        PlanVersion known = byId.get(id);
        return known != null
                ? Uni.createFrom().item(known)
                : new Plans(session).find(plan, version).invoke(found -> byId.put(id, found));
    }
}
