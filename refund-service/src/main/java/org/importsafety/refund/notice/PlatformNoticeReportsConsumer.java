package org.importsafety.refund.notice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.messaging.Reception;

@ApplicationScoped
class PlatformNoticeReportsConsumer {
    private static final String CHANNEL = "platform-notice-reports";

    private final Reception reception;
    private final RecordReports recordReports;

    PlatformNoticeReportsConsumer(Reception reception, RecordReports recordReports) {
        this.reception = reception;
        this.recordReports = recordReports;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return reception.batch(CHANNEL, records, recordReports);
    }
}
