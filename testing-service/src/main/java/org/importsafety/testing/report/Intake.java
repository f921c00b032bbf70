package org.importsafety.testing.report;

import java.util.Collection;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.report.LabReport.Status;

/**
 * What a well-formed report may do on its order, by the order's state. A report that was decided by is replaced only by
 * one that names it (ISO/IEC 17025:2017, 7.8.8): a laboratory that corrects an older one has not seen what counts.
 */
sealed interface Intake {

    /** It is recorded; a final one closes the order. */
    record Open() implements Intake {}

    /** It takes the place of the report that counted until now. */
    record Correction(Closed previous) implements Intake {}

    /** It is kept, but not applied. */
    record Kept(String why) implements Intake {}

    /**
     * @param reported the numbers of the reports that the order has
     * @param stopped the sample was the wrong one, and the report is not on another that was received since
     */
    static Intake of(TestOrder order, LabReport report, Collection<String> reported, boolean stopped) {
        if (report.supersedes() != null && !reported.contains(report.supersedes())) {
            return new Kept("The order has no report " + report.supersedes() + " to replace");
        }
        if (order.state() instanceof Closed closed) {
            return onClosed(closed, report);
        }
        if (order.isClosed()) {
            return new Kept("The order is " + order.state().name());
        }
        return stopped
                ? new Kept(
                        "The sample was not what was ordered: what is reported on another one, once received, counts")
                : new Open();
    }

    private static Intake onClosed(Closed closed, LabReport report) {
        if (report.supersedes() == null) {
            return new Kept("The order is closed");
        }
        if (report.status() == Status.PARTIAL) {
            return new Kept("A partial report replaces none that decided");
        }
        String counts = "report " + closed.reportNo() + " revision " + closed.revision() + " counts";
        if (!report.supersedes().equals(closed.reportNo())) {
            return new Kept("Report " + report.supersedes() + " has been replaced: " + counts);
        }
        return report.reportNo().equals(closed.reportNo()) && report.revision() <= closed.revision()
                ? new Kept("Its revision is no later one: " + counts)
                : new Correction(closed);
    }
}
