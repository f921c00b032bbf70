package org.importsafety.refund;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.importsafety.refund");

    private static final String RULES = ".*[.$](Refund|Answer|RefundCase|OrderLine)(\\$.*)?";
    private static final ArchRule RULES_IMPORT_NO_FRAMEWORK = classes()
            .that()
            .haveNameMatching(RULES)
            .should()
            .onlyDependOnClassesThat()
            .haveNameMatching("java\\..*|\\[.*|org\\.importsafety\\.events\\..*|" + RULES);
    private static final ArchRule ONLY_CONSUMERS_TOUCH_CHANNELS = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Consumer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.reactive.messaging..");
    private static final ArchRule ONLY_RESOURCES_AND_THE_PROVIDERS_CLIENT_TOUCH_REST = noClasses()
            .that()
            .haveNameNotMatching(".*(Resource(\\$.*)?|\\.ProviderApi|\\.PaymentProvider)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");
    private static final ArchRule NO_HIBERNATE_AND_NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.hibernate..",
                    "org.importsafety.selection..",
                    "org.importsafety.testing..",
                    "org.importsafety.enforcement..");

    /** What each rule is there to find. */
    static class Broken {
        record OrderLine(Pool pool) {}

        record Channel(Message<String> message) {}

        record Edge(Response response) {}
    }

    @Test
    void rules_import_no_framework() {
        RULES_IMPORT_NO_FRAMEWORK.check(MAIN);
    }

    @Test
    void only_consumers_touch_channels() {
        ONLY_CONSUMERS_TOUCH_CHANNELS.check(MAIN);
    }

    @Test
    void only_resources_and_the_providers_client_touch_rest() {
        ONLY_RESOURCES_AND_THE_PROVIDERS_CLIENT_TOUCH_REST.check(MAIN);
    }

    @Test
    void there_is_no_hibernate_and_no_other_service() {
        NO_HIBERNATE_AND_NO_OTHER_SERVICE.check(MAIN);
    }

    @Test
    void each_rule_finds_what_breaks_it() {
        Map.of(
                        RULES_IMPORT_NO_FRAMEWORK.as("rules"), Broken.OrderLine.class,
                        ONLY_CONSUMERS_TOUCH_CHANNELS.as("channels"), Broken.Channel.class,
                        ONLY_RESOURCES_AND_THE_PROVIDERS_CLIENT_TOUCH_REST.as("rest"), Broken.Edge.class)
                .forEach((rule, broken) -> assertTrue(
                        rule.evaluate(new ClassFileImporter().importClasses(broken)).hasViolation(),
                        rule::getDescription));
    }
}
