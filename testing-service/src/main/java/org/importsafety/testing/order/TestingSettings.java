package org.importsafety.testing.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set in this service. */
@ConfigMapping(prefix = "testing")
interface TestingSettings {
    /** Working days that a laboratory has for an order. */
    @WithDefault("10")
    int dueWorkingDays();

    /** How many working days before the due date an order is marked as due soon; 0: never. */
    @WithDefault("2")
    int remindWorkingDaysBefore();

    /** After how many working days beyond the due date an order goes to another laboratory by itself; 0: never. */
    @WithDefault("0")
    int reassignOverdueAfterWorkingDays();
}
