package org.importsafety.events;

import java.util.List;

/** Every topic of the programme; local infrastructure and deployments create them from this list. */
public final class Topics {
    public static final Topic PLATFORM_LISTINGS = new Topic("platform.listings.v1", 6, true);
    public static final Topic PLATFORM_ORDERS = new Topic("platform.orders.v1", 12, false);
    public static final Topic PLATFORM_BLOCK_REPORTS = new Topic("platform.block-reports.v1", 3, false);
    public static final Topic PLATFORM_NOTICE_REPORTS = new Topic("platform.notice-reports.v1", 6, false);
    public static final Topic SELECTION = new Topic("selection.v1", 6, false);
    public static final Topic TESTING = new Topic("testing.v1", 6, false);
    public static final Topic TESTING_RESULTS = new Topic("testing.results.v1", 6, false);
    public static final Topic ENFORCEMENT = new Topic("enforcement.v1", 6, false);
    public static final Topic ENFORCEMENT_BLOCK_LIST = new Topic("enforcement.block-list.v1", 6, true);
    public static final Topic REFUND = new Topic("refund.v1", 12, false);
    public static final Topic OPERATIONS = new Topic("operations.v1", 3, false);

    public static final List<Topic> ALL = List.of(
            PLATFORM_LISTINGS,
            PLATFORM_ORDERS,
            PLATFORM_BLOCK_REPORTS,
            PLATFORM_NOTICE_REPORTS,
            SELECTION,
            TESTING,
            TESTING_RESULTS,
            ENFORCEMENT,
            ENFORCEMENT_BLOCK_LIST,
            REFUND,
            OPERATIONS);

    private Topics() {}
}
