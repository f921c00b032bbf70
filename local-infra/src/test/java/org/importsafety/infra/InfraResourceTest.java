package org.importsafety.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.importsafety.events.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InfraResourceTest {

    @Test
    @Tag("full")
    void one_infrastructure_serves_all_class_loaders_of_a_jvm_and_its_broker_can_go_and_come_back() throws Exception {
        InfraResource resource = new InfraResource();
        resource.init(Map.of("database", "testing"));
        Map<String, String> config = resource.start();

        assertEquals(InfraResource.bootstrapServers(), config.get("kafka.bootstrap.servers"));
        assertTrue(Files.exists(Path.of(URI.create(config.get("mp.jwt.verify.publickey.location")))));
        try (Connection connection = DriverManager.getConnection(
                config.get("quarkus.datasource.jdbc.url"),
                config.get("quarkus.datasource.username"),
                config.get("quarkus.datasource.password"))) {
            assertEquals("testing", connection.getCatalog());
        }

        try (URLClassLoader quarkus = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> loadedAgain = quarkus.loadClass(InfraResource.class.getName());
            assertNotSame(InfraResource.class, loadedAgain);
            assertEquals(
                    config.get("kafka.bootstrap.servers"),
                    loadedAgain.getMethod("bootstrapServers").invoke(null));
            loadedAgain.getMethod("stopKafka").invoke(null);
            assertThrows(ExecutionException.class, () -> topics(2000));
            loadedAgain.getMethod("startKafka").invoke(null);
            assertTrue(topics(30_000).contains(Topics.REFUND.name()));
        }
    }

    private static Set<String> topics(int withinMilliseconds) throws Exception {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                InfraResource.bootstrapServers(),
                "default.api.timeout.ms",
                withinMilliseconds,
                "request.timeout.ms",
                withinMilliseconds))) {
            return admin.listTopics().names().get();
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalArgumentException(entry, e);
                    }
                })
                .toArray(URL[]::new);
    }
}
