package org.importsafety.sandbox.lab;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.importsafety.sandbox.Draw;
import org.importsafety.sandbox.Fault;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.ServiceClient;
import org.importsafety.sandbox.ServiceClient.Answer;
import org.importsafety.sandbox.Story;
import org.importsafety.sandbox.input.LabResult;

/**
 * One laboratory's client: polls for its orders, accepts them, tells where the sample is, tests for its turnaround and reports. After any
 * trouble it asks again what it has accepted, so it goes on after a restart, its own or the service's.
 */
public final class Laboratory implements Runnable {

    /** All laboratories. */
    public static final List<String> CODES = List.of("KTR", "KCL", "KOTITI", "FITI", "KATRI");

    /** The longest a test takes, programme time; the shortest is a third of it. */
    public static final Duration LONGEST_TURNAROUND = Duration.ofHours(36);

    private static final Duration UNTIL_CORRECTED = Duration.ofHours(12);
    private static final BigDecimal CORRECTED_SHARE = new BigDecimal("0.3");
    private static final BigDecimal REFUSED_SHARE = new BigDecimal("0.3");
    private static final BigDecimal LATE_SHARE = new BigDecimal("0.2");
    private static final Duration POLL = Duration.ofMillis(700);

    private final String code;
    private final ServiceClient testing;
    private final ProgrammeTime time;
    private final Story story;
    private final long seed;
    private final BigDecimal failures;
    private final Map<String, List<LabResult>> given;

    /** Null until what was accepted earlier is known; then kept up to date by the laboratory itself. */
    private Map<String, TestOrder> open;

    private final Map<String, Standard> standards = new HashMap<>();
    private final Map<String, Instant> testedFrom = new HashMap<>();
    private final Map<String, Report> reports = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<Fault> faults;
    private final ConcurrentMap<String, String> refusers;
    private final Map<String, Correction> corrections = new HashMap<>();
    private final AtomicInteger corrected = new AtomicInteger();

    /**
     * @param failures the share of listings that fail
     * @param given what to report, by listing, instead of drawn values
     * @param faults what may go wrong, of which a laboratory knows its own
     * @param refusers which laboratory refuses which listing; all laboratories have the same one
     */
    public Laboratory(
            String code,
            ServiceClient testing,
            ProgrammeTime time,
            Story story,
            long seed,
            BigDecimal failures,
            Map<String, List<LabResult>> given,
            Set<Fault> faults,
            ConcurrentMap<String, String> refusers) {
        this.code = code;
        this.testing = testing;
        this.time = time;
        this.story = story;
        this.seed = seed;
        this.failures = failures;
        this.given = given;
        this.faults = faults;
        this.refusers = refusers;
    }

    /** How many of its reports it has corrected or is about to: known before the first of the two is sent. */
    public int corrections() {
        return corrected.get();
    }

    @Override
    public void run() {
        try {
            while (true) {
                workOnOrders();
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOnOrders() throws InterruptedException {
        try {
            if (open == null) {
                open = new LinkedHashMap<>();
                take(ordersThatAre("ACCEPTED"));
            }
            take(ordersThatAre("ORDERED"));
            for (TestOrder order : List.copyOf(open.values())) {
                if (takeLastStep(order)) {
                    open.remove(order.testOrderId());
                }
            }
            for (Correction correction : List.copyOf(corrections.values())) {
                if (!time.now().isBefore(correction.due())) {
                    correct(correction);
                    corrections.remove(correction.order().testOrderId());
                }
            }
        } catch (IOException e) {
            open = null;
            story.say("             " + code + " must try again: " + e.getMessage());
        }
    }

    private List<TestOrder> ordersThatAre(String status) throws IOException, InterruptedException {
        List<TestOrder> orders = new ArrayList<>();
        String after = "";
        while (after != null) {
            String start = after.isEmpty() ? "" : "&after=" + after;
            TestOrder.Page page = expect(
                            testing.get("/test-orders?lab=" + code + "&status=" + status + "&limit=100" + start))
                    .as(TestOrder.Page.class);
            orders.addAll(page.items());
            after = page.next();
        }
        return orders;
    }

    /** Everything up to the testing itself is done at once. */
    private void take(List<TestOrder> orders) throws IOException, InterruptedException {
        for (TestOrder order : orders) {
            String path = "/test-orders/" + order.testOrderId();
            if (order.status().equals("ORDERED") && isRefused(order)) {
                expect(testing.post(path + "/refusal", new Reason("The test room is closed")));
                story.tell(time.now(), "%s refuses to test %s".formatted(code, order.listingId()));
                continue;
            }
            if (order.status().equals("ORDERED")) {
                expect(testing.post(path + "/acceptance", null));
            }
            if (order.sampleStep() == null) {
                moveSample(path, "RECEIVED");
            }
            if (order.sampleStep() == null || order.sampleStep().equals("RECEIVED")) {
                moveSample(path, "TESTING");
            }
            testedFrom.putIfAbsent(order.testOrderId(), time.now());
            open.put(order.testOrderId(), order);
        }
    }

    /** True when there is nothing left to do. */
    private boolean takeLastStep(TestOrder order) throws IOException, InterruptedException {
        Instant from = testedFrom.get(order.testOrderId());
        if (time.now().isBefore(from.plus(turnaround(order))) || isHeldUp(order)) {
            return false;
        }
        if (!refused.contains(order.testOrderId())) {
            report(order, "/test-orders/" + order.testOrderId(), from);
        }
        return true;
    }

    private void moveSample(String path, String step) throws IOException, InterruptedException {
        expect(testing.post(path + "/sample", new SampleStep(step, "S-" + path.substring(13, 21))));
    }

    private void report(TestOrder order, String path, Instant from) throws IOException, InterruptedException {
        Report report = reports.get(order.testOrderId());
        if (report == null) {
            report = written(order, from);
            reports.put(order.testOrderId(), report);
        }
        boolean toBeCorrected = isCorrectedLater(order);
        if (toBeCorrected
                && corrections.put(
                                order.testOrderId(),
                                new Correction(order, time.now().plus(UNTIL_CORRECTED)))
                        == null) {
            corrected.incrementAndGet();
        }
        Answer answer = testing.post(path + "/reports", report);
        if (!answer.isSuccess()) {
            refused.add(order.testOrderId());
            if (toBeCorrected) {
                corrections.remove(order.testOrderId());
                corrected.decrementAndGet();
            }
            story.tell(
                    time.now(),
                    "%s's report %s on %s is refused: %d %s"
                            .formatted(code, report.reportNo(), order.listingId(), answer.status(), answer.text()));
        }
    }

    /** By the first laboratory that gets it, so that another one is left. */
    private boolean isRefused(TestOrder order) {
        return faults.contains(Fault.REFUSING_LAB)
                && Draw.of(seed, order.listingId(), "refused").happens(REFUSED_SHARE)
                && code.equals(refusers.computeIfAbsent(order.listingId(), listing -> code));
    }

    /** Until its being overdue has been told. */
    private boolean isHeldUp(TestOrder order) throws IOException, InterruptedException {
        return faults.contains(Fault.LATE_LAB)
                && Draw.of(seed, order.listingId(), "late").happens(LATE_SHARE)
                && (time.now().isBefore(order.dueUntil())
                        || expect(testing.get("/test-orders/" + order.testOrderId()))
                                        .as(TestOrder.class)
                                        .overdueAt()
                                == null);
    }

    private boolean isCorrectedLater(TestOrder order) {
        return faults.contains(Fault.CORRECTED_REPORT)
                && !given.containsKey(order.listingId())
                && Draw.of(seed, order.listingId(), "corrected").happens(CORRECTED_SHARE);
    }

    /** A correction that is due, of an order that was reported. */
    private record Correction(TestOrder order, Instant due) {}

    /** After trouble the very same one is sent again. */
    private void correct(Correction correction) throws IOException, InterruptedException {
        TestOrder order = correction.order();
        Report first = reports.get(order.testOrderId());
        String id = order.testOrderId() + "/correction";
        Report report = reports.get(id);
        if (report == null) {
            report = corrected(first, order, correction.due());
            reports.put(id, report);
        }
        expect(testing.post("/test-orders/" + order.testOrderId() + "/reports", report));
    }

    /** What had passed fails, and the other way round. */
    private Report corrected(Report first, TestOrder order, Instant at) throws IOException, InterruptedException {
        BigDecimal other = first.labVerdict().equals("FAIL") ? BigDecimal.ZERO : BigDecimal.ONE;
        Findings findings = Findings.drawn(order, standardOf(order), seed, other);
        return new Report(
                first.reportNo(),
                first.revision() + 1,
                first.status(),
                first.sampleId(),
                first.receivedAt(),
                first.testedFrom(),
                first.testedTo(),
                at,
                findings.labVerdict(),
                first.decisionRule(),
                documentHash(first.reportNo() + "-1", findings),
                first.signedBy(),
                findings.parts(),
                findings.measurements(),
                first.reportNo(),
                "The results of two samples had been interchanged");
    }

    private Report written(TestOrder order, Instant from) throws IOException, InterruptedException {
        Standard standard = standardOf(order);
        Findings findings = given.containsKey(order.listingId())
                ? Findings.given(order, standard, given.get(order.listingId()))
                : Findings.drawn(order, standard, seed, failures);
        Instant to = from.plus(turnaround(order));
        String number = order.testOrderId().replace("-", "").substring(0, 10).toUpperCase(Locale.ROOT);
        String reportNo = code + "-" + to.atZone(ProgrammeTime.SEOUL).getYear() + "-" + number;
        return new Report(
                reportNo,
                0,
                "FINAL",
                "S-" + order.testOrderId().substring(0, 8),
                from,
                from,
                to,
                to,
                findings.labVerdict(),
                standard.decisionRule(),
                documentHash(reportNo, findings),
                "signer-" + (1 + Draw.of(seed, order.listingId(), "signer").below(20)),
                findings.parts(),
                findings.measurements(),
                null,
                null);
    }

    private Standard standardOf(TestOrder order) throws IOException, InterruptedException {
        String path = "/plans/" + order.plan() + "/versions/" + order.planVersion();
        Standard standard = standards.get(path);
        if (standard == null) {
            standard = expect(testing.get(path)).as(Standard.class);
            standards.put(path, standard);
        }
        return standard;
    }

    private Duration turnaround(TestOrder order) {
        int shortest = (int) LONGEST_TURNAROUND.dividedBy(3).toMinutes();
        int minutes = shortest
                + Draw.of(seed, order.listingId(), "turnaround")
                        .below((int) LONGEST_TURNAROUND.toMinutes() - shortest + 1);
        return Duration.ofMinutes(minutes);
    }

    private record SampleStep(String step, String sealNo) {}

    private record Reason(String reason) {}

    private static Answer expect(Answer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException(answer.status() + " " + answer.text());
        }
        return answer;
    }

    private static String documentHash(String reportNo, Findings findings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((reportNo + findings).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
