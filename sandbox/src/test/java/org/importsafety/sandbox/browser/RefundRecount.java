package org.importsafety.sandbox.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The refunds of each case as the record alone has them: counted again, by no code that a page or a service has. */
final class RefundRecount {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> lastOfRefund = new TreeMap<>();
    private final Set<String> opened = new HashSet<>();
    private final Set<String> completed = new HashSet<>();

    private RefundRecount() {}

    /** @param events the file events.ndjson */
    static RefundRecount of(Path events) throws IOException {
        RefundRecount recount = new RefundRecount();
        for (String line : Files.readAllLines(events)) {
            JsonNode told = JSON.readTree(line);
            if (told.get("topic").textValue().equals("refund.v1")) {
                recount.add(told.get("value"));
            }
        }
        return recount;
    }

    private void add(JsonNode event) {
        switch (event.get("type").textValue()) {
            case "RefundCaseOpened" -> opened.add(event.get("caseId").textValue());
            case "RefundCaseCompleted" -> completed.add(event.get("caseId").textValue());
            case "RefundRequested", "RefundSettled", "RefundFailed", "RefundStopped" ->
                lastOfRefund.merge(event.get("refundId").textValue(), event, RefundRecount::newer);
            default -> {}
        }
    }

    private static JsonNode newer(JsonNode one, JsonNode other) {
        return one.get("version").longValue() > other.get("version").longValue() ? one : other;
    }

    /** By case; what was opened only. */
    Map<String, String> ofCases() {
        return opened.stream()
                .collect(Collectors.toMap(
                        caseId -> caseId,
                        caseId -> (completed.contains(caseId) ? "completed" : "open") + text(caseId),
                        (one, other) -> one,
                        TreeMap::new));
    }

    String inAll() {
        return opened.size() + " cases, " + completed.size() + " completed" + text(null);
    }

    /** @param caseId null: of all */
    private String text(String caseId) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Long> requested = new TreeMap<>();
        Map<String, Long> settled = new TreeMap<>();
        for (JsonNode last : lastOfRefund.values()) {
            if (caseId == null || caseId.equals(last.get("caseId").textValue())) {
                String type = last.get("type").textValue();
                String currency = last.get("currency").textValue();
                long amount = last.get("amount").longValue();
                counts.merge(type, 1, Integer::sum);
                if (!type.equals("RefundStopped")) {
                    requested.merge(currency, amount, Long::sum);
                    settled.merge(currency, type.equals("RefundSettled") ? amount : 0, Long::sum);
                }
            }
        }
        int settledCount = counts.getOrDefault("RefundSettled", 0);
        int failedCount = counts.getOrDefault("RefundFailed", 0);
        int stoppedCount = counts.getOrDefault("RefundStopped", 0);
        int requestedCount = counts.getOrDefault("RefundRequested", 0) + settledCount + failedCount;
        return line(requestedCount, settledCount, failedCount, stoppedCount, requested + " " + settled);
    }

    /** The same of a part of the board. */
    static String shown(JsonNode part) {
        Map<String, Long> requested = new TreeMap<>();
        Map<String, Long> settled = new TreeMap<>();
        for (JsonNode sum : part.get("amounts")) {
            requested.put(sum.get("currency").textValue(), sum.get("requested").longValue());
            settled.put(sum.get("currency").textValue(), sum.get("settled").longValue());
        }
        return line(
                part.get("requested").intValue(),
                part.get("settled").intValue(),
                part.get("failed").intValue(),
                part.get("stopped").intValue(),
                requested + " " + settled);
    }

    private static String line(int requested, int settled, int failed, int stopped, String amounts) {
        return ": %d requested, %d settled, %d failed, %d stopped, %s"
                .formatted(requested, settled, failed, stopped, amounts);
    }
}
