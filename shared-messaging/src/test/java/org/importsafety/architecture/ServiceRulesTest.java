package org.importsafety.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.GET;
import java.time.Instant;
import org.apache.kafka.clients.producer.Producer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Each rule is seen failing on a breach. */
class ServiceRulesTest {
    @Test
    void http_outside_a_resource_is_found() {
        assertBroken(ServiceRules.ONLY_ADAPTERS_TOUCH_CHANNELS_AND_HTTP, HttpInside.class);
    }

    @Test
    void two_database_clients_in_one_class_are_found() {
        assertBroken(ServiceRules.NO_CLASS_USES_BOTH_DATABASE_CLIENTS, TwoClients.class);
    }

    @Test
    void a_producer_of_its_own_is_found() {
        assertBroken(ServiceRules.NOBODY_SENDS_BESIDE_THE_RELAY, OwnProducer.class);
    }

    @Test
    void a_framework_in_a_rule_is_found_and_plain_java_is_not() {
        assertBroken(ServiceRules.pure("ServiceRulesTest"), OwnProducer.class);
        assertFalse(broken(ServiceRules.pure("ServiceRulesTest"), PlainRule.class));
    }

    private static void assertBroken(ArchRule rule, Class<?> breach) {
        assertTrue(broken(rule, breach), rule.getDescription());
    }

    private static boolean broken(ArchRule rule, Class<?> breach) {
        return rule.evaluate(new ClassFileImporter().importClasses(breach)).hasViolation();
    }

    interface HttpInside {
        @GET
        String get();
    }

    record TwoClients(Pool pool, Mutiny.Session session) {}

    record OwnProducer(Producer<String, String> producer) {}

    record PlainRule(Instant at) {}
}
