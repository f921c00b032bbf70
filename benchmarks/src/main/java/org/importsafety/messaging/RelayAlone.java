package org.importsafety.messaging;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.importsafety.benchmark.relay.OutboxRelay;

/** The services' own relay without a service around it. It is in this package because nobody but the benchmarks may reach it. */
public final class RelayAlone implements OutboxRelay {

    private final String url;
    private final String user;
    private final String bootstrapServers;
    private volatile Relay relay;

    /** @param user with its name as its password */
    public RelayAlone(String url, String user, String bootstrapServers) {
        this.url = url;
        this.user = user;
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public void begin() {
        // what is in the table is sent, whenever it was committed
    }

    @Override
    public void start() {
        relay = new Relay(
                url,
                user,
                user,
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new SimpleMeterRegistry());
        relay.start(null);
    }

    @Override
    public void wake() {
        Relay current = relay;
        if (current != null) {
            current.wake();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        relay.stop(null);
        relay = null;
    }
}
