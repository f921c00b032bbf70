package org.importsafety.testing.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.importsafety.testing.standard.Part;

/**
 * A laboratory's report with the fields of ISO/IEC 17025:2017, 7.8. Its form was checked; see {@link ReportReader}.
 *
 * @param revision 0 for the first issue
 * @param supersedes the number of the report this one replaces, or null
 * @param correctionReason why, where it replaces one; else null
 * @param labVerdict the laboratory's own statement of conformity; ours is computed from the measurements
 */
record LabReport(
        String reportNo,
        int revision,
        String supersedes,
        String correctionReason,
        Status status,
        String sampleId,
        Instant receivedAt,
        Instant testedFrom,
        Instant testedTo,
        Instant issuedAt,
        LabVerdict labVerdict,
        String decisionRule,
        String documentSha256,
        String signedBy,
        List<Part> parts,
        List<Measurement> measurements) {
    enum Status {
        PARTIAL,
        FINAL
    }

    enum LabVerdict {
        PASS,
        FAIL,
        NONE
    }

    enum Kind {
        NUMBER,
        /** Less than the value: the limit of quantification. */
        BELOW,
        /** More than the value: the instrument's maximum. */
        ABOVE,
        PASS_FAIL,
        COUNT;

        boolean isNumeric() {
            return this != PASS_FAIL;
        }
    }

    /**
     * One row, on one of the parts. Numbers stay as they were written, so that they can be published as they were reported.
     *
     * @param uncertainty expanded, in the unit of the value; or null
     * @param loq limit of quantification, in the unit of the value; or null
     */
    record Measurement(
            String item,
            String part,
            String method,
            Kind kind,
            String value,
            String unit,
            String uncertainty,
            String loq,
            boolean accredited) {

        BigDecimal number() {
            return new BigDecimal(value);
        }
    }

    /** The part of this name; every measurement's is there. */
    Part part(String name) {
        return parts.stream()
                .filter(part -> part.part().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Of a report that is being written: what has been measured so far, and nothing that a report needs besides. */
    static LabReport ofRows(List<Part> parts, List<Measurement> measurements) {
        return new LabReport(
                null, 0, null, null, null, null, null, null, null, null, null, null, null, null, parts, measurements);
    }

    LabReport {
        parts = List.copyOf(parts);
        measurements = List.copyOf(measurements);
    }
}
