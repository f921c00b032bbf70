package org.importsafety.testing.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.importsafety.testing.report.Finding.Result;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Part;

/**
 * The components of a sum on one part, added up: at least what was found, at most what was found and every limit of
 * quantification besides.
 */
record Sum(Limit limit, List<Measurement> components) {
    /** The least is below the limit, the most above it: a finer limit of quantification would tell. */
    static final String SUM_STRADDLES_LIMIT = "SUM_STRADDLES_LIMIT";
    /** What was found is below the limit, but not everything was looked for. */
    static final String COMPONENTS_MISSING = "COMPONENTS_MISSING";

    /** On each part of which components were measured; where the sum itself was reported too, only what fails. */
    static Stream<Finding> findings(LabReport report, Limit limit, DecisionRule rule) {
        return report.parts().stream().filter(limit::appliesTo).flatMap(part -> {
            List<Measurement> components = report.measurements().stream()
                    .filter(row ->
                            row.part().equals(part.part()) && limit.sumOf().contains(row.item()))
                    .toList();
            boolean isReported = isReported(report, limit, part);
            return components.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Sum(limit, components).finding(rule))
                            .filter(found -> !isReported || found.result() == Result.FAILS);
        });
    }

    private static boolean isReported(LabReport report, Limit limit, Part part) {
        return report.measurements().stream()
                .anyMatch(row -> row.part().equals(part.part()) && row.item().equals(limit.item()));
    }

    private Finding finding(DecisionRule rule) {
        Measurement first = components.get(0);
        if (!components.stream().allMatch(row -> Finding.isComparable(row, limit))) {
            return Finding.of(
                    first, limit, first.value(), new Comparison(Result.OPEN, Finding.NOT_COMPARABLE, false), null);
        }
        Map<String, Quantity> found = new LinkedHashMap<>();
        components.forEach(
                row -> found.merge(row.item(), Finding.quantity(row, limit).fromZero(), Quantity::orMore));
        Quantity sum = found.values().stream().reduce(Quantity::plus).orElseThrow();
        Set<String> missing = new HashSet<>(limit.sumOf());
        missing.removeAll(found.keySet());
        Comparison comparison = missing.isEmpty()
                ? Comparison.of(
                        sum, limit, rule, sum.upper() == null ? Finding.SATURATED_BELOW_LIMIT : SUM_STRADDLES_LIMIT)
                : Comparison.of(sum.withoutUpper(), limit, rule, COMPONENTS_MISSING);
        String measured = comparison.result() == Result.FAILS ? sum.lower().toPlainString() : sum.text();
        return Finding.of(first, limit, measured, comparison, Finding.ratio(sum.lower(), limit));
    }
}
