package org.importsafety.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String RULES = "org\\.importsafety\\.testing\\.(standard\\.(Unit|Part|Limit|PlanVersion)"
            + "|lab\\.(Lab|Rotation)|order\\.(TestOrder|SampleStep|WorkingDays)"
            + "|report\\.(LabReport|Verdict|Finding|Judgement|Moment))(\\$.*)?";

    private static final ArchRule RULES_ARE_PURE = classes()
            .that(nameMatching(RULES))
            .should()
            .onlyDependOnClassesThat(describe(
                    "are rules, events or Java",
                    type -> type.getBaseComponentType().isPrimitive()
                            || type.getBaseComponentType().getName().matches(RULES)
                            || resideInAnyPackage("java..", "org.importsafety.events..")
                                    .test(type.getBaseComponentType())));

    private static final ArchRule ONLY_ADAPTERS_TOUCH_THE_OUTSIDE = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Consumer")
            .and()
            .haveNameNotMatching(".*Resource(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.eclipse.microprofile.reactive..", "org.apache.kafka..");

    private static final ArchRule NO_POOL_BESIDE_THE_SESSION = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.mutiny.pgclient..");

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.importsafety.testing");

    @Test
    void rules_know_only_java_events_and_each_other() {
        RULES_ARE_PURE.check(service);
    }

    @Test
    void only_adapters_touch_messaging_and_http() {
        ONLY_ADAPTERS_TOUCH_THE_OUTSIDE.check(service);
    }

    @Test
    void nothing_uses_a_pool_beside_the_session() {
        NO_POOL_BESIDE_THE_SESSION.check(service);
    }

    @Test
    void each_rule_is_seen_failing() {
        JavaClasses wrong = new ClassFileImporter().importClasses(Wrong.class, Wrong.Verdict.class);
        assertTrue(NO_POOL_BESIDE_THE_SESSION.evaluate(wrong).hasViolation());
        assertTrue(ONLY_ADAPTERS_TOUCH_THE_OUTSIDE.evaluate(wrong).hasViolation());
        assertTrue(classes()
                .that()
                .haveSimpleName("Verdict")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.importsafety.events.."))
                .evaluate(wrong)
                .hasViolation());
    }

    /** Breaks every rule. */
    static class Wrong {
        io.vertx.mutiny.sqlclient.Pool pool;
        jakarta.ws.rs.core.Response response;

        static class Verdict {
            Mutiny.Session session;
        }
    }
}
