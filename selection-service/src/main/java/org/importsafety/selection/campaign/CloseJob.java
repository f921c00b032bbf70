package org.importsafety.selection.campaign;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.importsafety.selection.campaign.Campaign.State;
import org.jboss.logging.Logger;

/** Goes on with what was asked for, and asks by itself where the schedule is on. Runs in every instance. */
@ApplicationScoped
class CloseJob {
    private static final Logger LOG = Logger.getLogger(CloseJob.class);

    private final CloseCampaign closeCampaign;
    private final Campaigns campaigns;
    private final CampaignSettings settings;
    private final Pool pool;
    private final Clock clock;

    CloseJob(CloseCampaign closeCampaign, Campaigns campaigns, CampaignSettings settings, Pool pool, Clock clock) {
        this.closeCampaign = closeCampaign;
        this.campaigns = campaigns;
        this.settings = settings;
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return closeCampaign
                .finish()
                .onFailure()
                .invoke(failure -> LOG.warnf("Closing is tried again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> askForWhatIsDue() {
        if (!settings.schedule().enabled()) {
            return Uni.createFrom().voidItem();
        }
        return campaigns
                .in(pool, State.OPEN)
                .filter(campaign -> !clock.instant().isBefore(campaign.month().nominalClose()))
                .onItem()
                .transformToUniAndConcatenate(closeCampaign::ask)
                .onItem()
                .ignoreAsUni();
    }
}
