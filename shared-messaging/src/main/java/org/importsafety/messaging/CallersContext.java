package org.importsafety.messaging;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Brings work back to the Vert.x context of its caller: a Hibernate session must not change threads. */
final class CallersContext {
    private CallersContext() {}

    /** Runs on the context of the thread that calls this; in place where there is none. */
    static Executor executor() {
        Context context = Vertx.currentContext();
        return command -> {
            if (context == null || Vertx.currentContext() == context) {
                command.run();
            } else {
                context.runOnContext(ignored -> command.run());
            }
        };
    }
}
