package org.importsafety.benchmark.block;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.importsafety.benchmark.HttpCalls.Call;
import org.importsafety.benchmark.PostToArrival.Keyed;
import org.importsafety.benchmark.block.PlacedOrders.PlacedOrder;
import org.importsafety.infra.LocalTokens;

/** What a laboratory posts about a hair clip with too much of the phthalates. */
final class FailingReports {

    private static final String REPORT = """
            {"reportNo": "%s", "revision": 0, "status": "FINAL", "sampleId": "S-1",
             "receivedAt": "2026-11-02", "testedFrom": "2026-11-03", "testedTo": "2026-11-06", "issuedAt": "2026-11-07",
             "labVerdict": "FAIL", "decisionRule": "SIMPLE_ACCEPTANCE", "signedBy": "signer-17",
             "documentSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "parts": [{"part": "body", "material": "synthetic-resin", "skinContact": true},
                       {"part": "paint", "material": "coating", "skinContact": true},
                       {"part": "spring", "material": "metal", "skinContact": true}],
             "measurements": [
              {"item": "total-lead", "part": "body", "method": "CC-2019-201", "kind": "NUMBER", "value": "42.1", "unit": "mg/kg",
               "uncertainty": "3.2", "loq": "0.5", "accredited": true},
              {"item": "lead-in-coating", "part": "paint", "method": "CC-2019-201", "kind": "NUMBER", "value": "38", "unit": "mg/kg",
               "accredited": true},
              {"item": "total-cadmium", "part": "body", "method": "CC-2019-201", "kind": "BELOW", "loq": "5", "unit": "mg/kg",
               "accredited": true},
              {"item": "phthalates-sum", "part": "body", "method": "CC-2019-201", "kind": "NUMBER", "value": "12400", "unit": "mg/kg",
               "accredited": true},
              {"item": "nickel-release", "part": "spring", "method": "CC-2019-201", "kind": "NUMBER", "value": "0.2",
               "unit": "ug/cm2/wk", "accredited": true}]}
            """;

    private final URI testing;
    private final LocalTokens tokens;
    private final Map<String, String> authorization = new HashMap<>();

    /** @param testing where testing-service is */
    FailingReports(URI testing, LocalTokens tokens) {
        this.testing = testing;
        this.tokens = tokens;
    }

    /** One for each order, from its laboratory; the block that follows has the listing's key. */
    List<Keyed> of(List<PlacedOrder> orders) {
        return orders.stream().map(this::of).toList();
    }

    private Keyed of(PlacedOrder order) {
        return new Keyed(
                order.listingId(),
                Call.post(
                        testing.resolve("/test-orders/" + order.testOrderId() + "/reports"),
                        Map.of("Authorization", tokenOf(order.lab()), "Content-Type", "application/json"),
                        body("R-" + order.listingId())));
    }

    static byte[] body(String reportNo) {
        return REPORT.formatted(reportNo).getBytes(StandardCharsets.UTF_8);
    }

    private String tokenOf(String lab) {
        return authorization.computeIfAbsent(
                lab, code -> "Bearer " + tokens.sign("lab-" + code.toLowerCase(Locale.ROOT), "lab", code));
    }
}
