package org.importsafety.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;

/** What holds in every service; each names its own rule classes with {@link #pure}. */
public final class ServiceRules {
    /** Kafka and HTTP stay at the edge. */
    @ArchTest
    public static final ArchRule ONLY_ADAPTERS_TOUCH_CHANNELS_AND_HTTP = noClasses()
            .that(not(describe("are consumers, resources or clients of an outside API", type -> fileClass(type)
                    .matches(".*(Consumer|Resource|Api|Provider)"))))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.eclipse.microprofile.reactive.messaging..", "jakarta.ws.rs.."));

    /** They are different connections, hence different transactions. */
    @ArchTest
    public static final ArchRule NO_CLASS_USES_BOTH_DATABASE_CLIENTS = noClasses()
            .that(describe("use Hibernate Reactive", type -> type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(
                            use -> use.getTargetClass().getName().startsWith("org.hibernate.reactive.mutiny.Mutiny"))))
            .should(dependOnClassesThat(resideInAnyPackage("io.vertx.mutiny.sqlclient..")))
            .allowEmptyShould(true);

    /** Everything leaves through the outbox. */
    @ArchTest
    public static final ArchRule NOBODY_SENDS_BESIDE_THE_RELAY = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.kafka.clients.producer..")
                    .or(describe(
                            "are emitters",
                            type -> type.getName().startsWith("org.eclipse.microprofile.reactive.messaging.")
                                    && type.getSimpleName().matches("Emitter|Outgoing"))));

    /** Events are all that services share. */
    @ArchTest
    public static final ArchRule NO_SERVICE_KNOWS_ANOTHER = SlicesRuleDefinition.slices()
            .matching("org.importsafety.(selection|testing|enforcement|refund|dashboard)..")
            .should()
            .notDependOnEachOther();

    private ServiceRules() {}

    /**
     * Rules know Java, the events, the calendar and what compares texts only: no framework, no clock, no database.
     *
     * @param names of the rules' files
     */
    public static ArchRule pure(String... names) {
        Set<String> rules = Set.of(names);
        DescribedPredicate<JavaClass> aRule = describe("are rules", type -> rules.contains(fileClass(type)));
        return classes()
                .that(aRule)
                .should()
                .onlyDependOnClassesThat(describe(
                        "are of Java, events, calendar, comparison of texts or rules",
                        type -> type.getBaseComponentType().isPrimitive()
                                || type.getBaseComponentType().getPackageName().startsWith("java.")
                                || type.getBaseComponentType().getPackageName().equals("org.importsafety.events")
                                || type.getBaseComponentType().getPackageName().equals("org.importsafety.calendar")
                                || type.getBaseComponentType()
                                        .getPackageName()
                                        .equals("org.apache.commons.text.similarity")
                                || aRule.test(type.getBaseComponentType())));
    }

    /** The simple name of the file's class, also for what is nested in it. */
    static String fileClass(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        String name = element.getPackageName().isEmpty()
                ? element.getName()
                : element.getName().substring(element.getPackageName().length() + 1);
        return name.split("\\$")[0];
    }
}
