package org.importsafety.dashboard.view;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.List;
import java.util.Set;
import org.importsafety.events.Topic;
import org.importsafety.events.Topics;

/**
 * Who looks. The public sees counts, and items once the platform was told to stop their sale; never the list before
 * samples are bought, for the platform is the tested party.
 */
public enum View {
    STAFF(Topics.ALL, Topics.ALL),
    PUBLIC(
            List.of(Topics.TESTING_RESULTS, Topics.ENFORCEMENT, Topics.PLATFORM_BLOCK_REPORTS, Topics.REFUND),
            List.of(Topics.ENFORCEMENT, Topics.REFUND));

    private static final Set<String> STAFF_ROLES = Set.of("officer", "approver", "auditor");
    private static final Set<String> STAFF_FIELDS = Set.of("sellerId", "orderId", "buyerRef", "evidence", "by");

    private final String[] topics;
    private final String[] news;

    View(List<Topic> topics, List<Topic> news) {
        this.topics = topics.stream().map(Topic::name).toArray(String[]::new);
        this.news = news.stream().map(Topic::name).toArray(String[]::new);
    }

    public static View of(SecurityIdentity caller) {
        return STAFF_ROLES.stream().anyMatch(caller::hasRole) ? STAFF : PUBLIC;
    }

    public boolean isStaff() {
        return this == STAFF;
    }

    /** The topics whose events are shown of a case that may be shown. */
    public String[] topics() {
        return topics.clone();
    }

    /** The topics whose events are shown as news, whatever case they are of. */
    public String[] news() {
        return news.clone();
    }

    /** Whether a field of an event is shown. */
    public boolean shows(String field) {
        return isStaff() || !STAFF_FIELDS.contains(field);
    }
}
