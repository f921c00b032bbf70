package org.importsafety.refund;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.importsafety.architecture.ServiceRules;

@AnalyzeClasses(packages = "org.importsafety.refund", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests AS_IN_EVERY_SERVICE = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule RULES_ARE_PURE = ServiceRules.pure(
            "Refund",
            "Answer",
            "Circuit",
            "ManualSettlement",
            "RefundCase",
            "Pause",
            "Payout",
            "Decision",
            "DelayInterest",
            "InterestPayment",
            "OrderLine",
            "BuyerNotice",
            "Recall",
            "Reach",
            "Hazard",
            "Language");
}
