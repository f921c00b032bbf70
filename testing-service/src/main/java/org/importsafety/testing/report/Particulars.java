package org.importsafety.testing.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a report tells by ISO/IEC 17025:2017, 7.8 beside what a verdict needs, as it is posted: each field optional,
 * none decides anything. They are checked, and kept in the report's document.
 *
 * @param title 7.8.2.1 a
 * @param labAddress 7.8.2.1 b
 * @param placeOfTest 7.8.2.1 c, where it is not the laboratory's address
 * @param customer 7.8.2.1 e, an organisation
 * @param requestNo 7.8.2.1 e, the customer's or the laboratory's number of the request
 * @param sampleDescription 7.8.2.1 g
 * @param sampleCondition 7.8.2.1 g, as received
 * @param samplingPlan 7.8.2.1 k
 * @param resultsRelateOnlyToItemsTested 7.8.2.1 l
 * @param deviations 7.8.2.1 n: additions to, deviations or exclusions from the method
 * @param subcontractedTo 7.8.2.1 p, the external provider of all results
 * @param conditions 7.8.3.1 a, of the test, such as temperature and humidity
 * @param coverageFactor 7.8.3.1 c, the k that every uncertainty of this report is expanded by
 * @param opinions 7.8.7, opinions and interpretations
 */
record Particulars(
        String title,
        String labAddress,
        String placeOfTest,
        String customer,
        String requestNo,
        String sampleDescription,
        String sampleCondition,
        String samplingPlan,
        Boolean resultsRelateOnlyToItemsTested,
        String deviations,
        String subcontractedTo,
        String conditions,
        String coverageFactor,
        String opinions,
        List<Row> measurements) {
    private static final String CAS_NUMBER = "[1-9]\\d{1,6}-\\d{2}-\\d";

    /**
     * Of one measurement.
     *
     * @param methodEdition 7.8.2.1 f, such as the year
     * @param replicate its number among the repeats of one test, from 1
     * @param cas the analyte's CAS registry number
     * @param mdl method detection limit, in the unit of the value
     * @param subcontractedTo 7.8.2.1 p, the external provider of this result
     */
    record Row(String methodEdition, Integer replicate, String cas, String mdl, String subcontractedTo) {}

    static void check(Fields body) {
        body.optionalText("title", 200);
        body.optionalText("labAddress", 300);
        body.optionalText("placeOfTest", 300);
        body.optionalText("customer", 200);
        body.optionalText("requestNo", 64);
        body.optionalText("sampleDescription", 1000);
        body.optionalText("sampleCondition", 500);
        body.optionalText("samplingPlan", 500);
        body.optionalFlag("resultsRelateOnlyToItemsTested");
        body.optionalText("deviations", 2000);
        body.optionalText("subcontractedTo", 200);
        body.optionalText("conditions", 1000);
        String factor = body.optionalAmount("coverageFactor");
        if (factor != null && new BigDecimal(factor).signum() == 0) {
            body.wrong("coverageFactor", "must be above 0");
        }
        body.optionalText("opinions", 4000);
    }

    /** @param loq limit of quantification, or null */
    static void checkRow(Fields row, String loq) {
        row.optionalText("methodEdition", 40);
        row.optionalOrdinal("replicate");
        String cas = row.optionalText("cas", 12);
        if (cas != null && !isCasNumber(cas)) {
            row.wrong("cas", "is no CAS registry number: its check digit does not fit");
        }
        String mdl = row.optionalAmount("mdl");
        if (mdl != null && loq != null && new BigDecimal(mdl).compareTo(new BigDecimal(loq)) > 0) {
            row.wrong("mdl", "must not be above the limit of quantification");
        }
        row.optionalText("subcontractedTo", 200);
    }

    /** The last digit is the sum of the others, each times its place from the right, modulo 10. */
    static boolean isCasNumber(String text) {
        if (!text.matches(CAS_NUMBER)) {
            return false;
        }
        String digits = text.replace("-", "");
        int last = digits.length() - 1;
        int sum = 0;
        for (int at = 0; at < last; at++) {
            sum += (last - at) * Character.digit(digits.charAt(at), 10);
        }
        return sum % 10 == Character.digit(digits.charAt(last), 10);
    }
}
