package org.importsafety.selection.campaign;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A month has one campaign: the same again changes nothing, another one is refused. */
@ApplicationScoped
class OpenCampaign {
    private final Pool pool;
    private final Campaigns campaigns;
    private final Clock clock;

    OpenCampaign(Pool pool, Campaigns campaigns, Clock clock) {
        this.pool = pool;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    sealed interface Result {
        record Opened(Campaign campaign) implements Result {}

        record Same(Campaign campaign) implements Result {}

        record Different() implements Result {}
    }

    Uni<Result> open(CampaignMonth month, Rule rule, Plan plan) {
        return campaigns
                .insert(pool, month, rule, plan, clock.instant())
                .flatMap(inserted -> campaigns.find(pool, month.toString()).map(campaign -> {
                    if (inserted) {
                        return new Result.Opened(campaign);
                    }
                    return campaign.sameContent(rule, plan) ? new Result.Same(campaign) : new Result.Different();
                }));
    }
}
