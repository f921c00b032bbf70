package org.importsafety.enforcement;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.importsafety.architecture.ServiceRules;

@AnalyzeClasses(packages = "org.importsafety.enforcement", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests AS_IN_EVERY_SERVICE = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule RULES_ARE_PURE = ServiceRules.pure(
            "Block",
            "Answer",
            "Severity",
            "Product",
            "Finding",
            "Correction",
            "Standing",
            "Release",
            "Appeal",
            "Hold",
            "Retest",
            "Resend",
            "Step",
            "Look",
            "Probe",
            "Schedule",
            "Relisting",
            "WatchedBlock",
            "Deadline",
            "Escalation",
            "Chase",
            "ListGuard",
            "Suspicion",
            "Likeness",
            "NearMatch",
            "Postings",
            "TitleWords");
}
