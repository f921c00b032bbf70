package org.importsafety.sandbox.lab;

import java.time.Instant;
import java.util.List;

/** A test report as a laboratory sends it (ISO/IEC 17025, 7.8.2); numbers are decimal strings. */
record Report(
        String reportNo,
        int revision,
        String status,
        String sampleId,
        Instant receivedAt,
        Instant testedFrom,
        Instant testedTo,
        Instant issuedAt,
        String labVerdict,
        String decisionRule,
        String documentSha256,
        String signedBy,
        List<Part> parts,
        List<Measurement> measurements,
        String supersedes,
        String correctionReason) {

    record Part(String part, String material, boolean skinContact) {}

    /** @param kind NUMBER, BELOW, ABOVE, PASS_FAIL or COUNT */
    record Measurement(
            String item,
            String part,
            String method,
            String kind,
            String value,
            String unit,
            String uncertainty,
            String loq,
            boolean accredited) {}
}
