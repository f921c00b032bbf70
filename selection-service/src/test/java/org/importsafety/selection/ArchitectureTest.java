package org.importsafety.selection;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(packages = "org.importsafety.selection", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Set<String> RULES = Set.of(
            "CampaignMonth", "Campaign", "Rule", "Plan", "Candidate", "Decision", "Selection", "Place", "Csv", "SalesBatch");

    private static final DescribedPredicate<JavaClass> A_RULE = describe("are rules", type -> RULES.contains(
            outermost(type)));

    private static final DescribedPredicate<JavaClass> AN_ADAPTER = describe("are adapters", type -> {
        String name = outermost(type);
        return name.endsWith("Consumer") || name.endsWith("Resource");
    });

    @ArchTest
    static final ArchRule rules_know_java_and_the_events_only = classes()
            .that(A_RULE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.importsafety.events").or(A_RULE));

    @ArchTest
    static final ArchRule only_adapters_touch_messaging_annotations_and_http = noClasses()
            .that(DescribedPredicate.not(AN_ADAPTER))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "jakarta.ws.rs..", "org.eclipse.microprofile.reactive.messaging..", "org.apache.kafka.."));

    @ArchTest
    static final ArchRule this_service_keeps_no_entities =
            noClasses().should().dependOnClassesThat(resideInAnyPackage("org.hibernate..", "jakarta.persistence.."));

    @ArchTest
    static final ArchRule no_service_knows_another = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.importsafety.testing..", "org.importsafety.enforcement..", "org.importsafety.refund.."));

    /** The simple name of the file's class; also for what the compiler adds to it. */
    private static String outermost(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return element.getName().substring(element.getPackageName().length() + 1).split("\\$")[0];
    }
}
