package org.importsafety.benchmark.refund;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.importsafety.benchmark.Golden;
import org.importsafety.benchmark.OpenLoop;
import org.importsafety.events.Topics;

/** What the shop sells meanwhile, on the orders feed. */
final class IncomingOrders implements AutoCloseable {

    private static final Duration SLICE = Duration.ofMillis(100);

    private final KafkaProducer<String, byte[]> producer;
    private final int perSecond;
    private final Thread thread = new Thread(this::run, "incoming orders");
    private volatile boolean selling;
    private volatile boolean closed;

    IncomingOrders(String bootstrapServers, int perSecond) {
        this.producer = Golden.producer(bootstrapServers);
        this.perSecond = perSecond;
        thread.setDaemon(true);
        thread.start();
    }

    void begin() {
        selling = true;
        LockSupport.unpark(thread);
    }

    void end() {
        selling = false;
    }

    private void run() {
        ObjectNode line = Golden.event("OrderLinePaid");
        while (!closed) {
            if (selling) {
                OpenLoop.run(perSecond, SLICE, at -> send(line));
            } else {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    private void send(ObjectNode line) {
        String order = UUID.randomUUID().toString();
        line.put("eventId", order).put("orderId", order);
        producer.send(new ProducerRecord<>(Topics.PLATFORM_ORDERS.name(), order, Golden.bytes(line)));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        begin();
        thread.join();
        producer.close();
    }
}
