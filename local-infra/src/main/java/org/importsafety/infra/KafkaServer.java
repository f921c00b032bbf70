package org.importsafety.infra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main class of the spawned broker: formats a new folder and runs Kafka in one JVM instead of two. */
final class KafkaServer {

    private KafkaServer() {}

    public static void main(String[] args) throws IOException {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            settings.load(in);
        }
        if (!Files.exists(Path.of(settings.getProperty("log.dirs"), "meta.properties"))) {
            String[] format = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", args[0]};
            if (StorageTool.execute(format, System.out) != 0) {
                System.exit(1);
            }
        }
        Kafka.main(new String[] {args[0]});
    }
}
