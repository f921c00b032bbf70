package org.importsafety.enforcement.probe;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Set;

/** The service with a clock that a test moves. */
public class ProbedShop implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovableClock.class);
    }
}
