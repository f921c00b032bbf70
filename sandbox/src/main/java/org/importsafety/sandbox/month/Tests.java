package org.importsafety.sandbox.month;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.importsafety.sandbox.month.Facts.TestOrderEnded;
import org.importsafety.sandbox.month.Facts.TestOrdered;
import org.importsafety.sandbox.month.Facts.TestResult;
import org.importsafety.sandbox.month.Facts.TestUnroutable;

/** What the laboratories found in a month: a case may have several orders, and then one of their results counts. */
final class Tests {

    private final String month;
    private final Map<String, TestResult> byOrder = new TreeMap<>();
    private final Map<String, TestUnroutable> unroutable = new TreeMap<>();

    /** The case of each retest. */
    private final Map<String, String> retests = new TreeMap<>();

    private final Set<String> endedOrders = new TreeSet<>();
    private final Set<String> withoutRetest = new TreeSet<>();

    Tests(String month, Happenings happenings) {
        this.month = month;
        happenings
                .on("TestOrdered", TestOrdered.class, this::ordered)
                .on("TestOrderRefused", TestOrderEnded.class, event -> endedOrders.add(event.testOrderId()))
                .on("TestReassigned", TestOrderEnded.class, event -> endedOrders.add(event.testOrderId()))
                .on("TestUnroutable", TestUnroutable.class, this::unroutable)
                .on("TestPassed", TestResult.class, this::tested)
                .on("TestFailed", TestResult.class, this::tested)
                .on("TestInconclusive", TestResult.class, this::tested)
                .on("TestCorrected", TestResult.class, this::tested);
    }

    /** By case. */
    Map<String, TestResult> results() {
        Map<String, TestResult> counting = new TreeMap<>();
        byOrder.values().stream()
                .sorted(Comparator.comparing(TestResult::version))
                .forEach(result -> counting.merge(result.caseId(), result, Tests::counting));
        return counting;
    }

    /** The last, but any fail stands until a referee has spoken. */
    private static TestResult counting(TestResult earlier, TestResult later) {
        return earlier.verdict().equals("FAIL") && !later.settles() ? earlier : later;
    }

    Map<String, TestUnroutable> unroutable() {
        return unroutable;
    }

    /** A retest is told in the same moment as what it follows from, but on another topic. */
    void addTo(Waiting waiting) {
        List<String> inconclusive = byOrder.values().stream()
                .filter(TestResult::asksForRetest)
                .map(TestResult::caseId)
                .toList();
        waiting.add(
                "inconclusive, no retest told:",
                inconclusive,
                id -> retests.containsValue(id) || withoutRetest.contains(id));
        waiting.add(
                "retest without a result:",
                retests.keySet(),
                id -> byOrder.containsKey(id) || endedOrders.contains(id));
    }

    private boolean isOurs(String caseId) {
        return caseId.startsWith(month + ":");
    }

    private void ordered(TestOrdered event) {
        if (isOurs(event.caseId()) && event.retestOf() != null) {
            retests.put(event.testOrderId(), event.caseId());
        }
    }

    private void tested(TestResult event) {
        if (isOurs(event.caseId())) {
            byOrder.merge(event.testOrderId(), event, (old, now) -> now.version() > old.version() ? now : old);
        }
    }

    private void unroutable(TestUnroutable event) {
        if (!isOurs(event.caseId())) {
            return;
        }
        if (event.testOrderId() != null) {
            endedOrders.add(event.testOrderId());
        }
        if (event.isOfRetest()) {
            withoutRetest.add(event.caseId());
        }
        if (!event.isBesideAnother()) {
            unroutable.put(event.caseId(), event);
        }
    }
}
