package org.importsafety.sandbox.month;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.importsafety.sandbox.month.Facts.Refund;

/** The month on one screen. */
record Summary(String month, Casebook book, Duration wall, Path folder, int tested, int offSale) {

    String text() {
        List<Refund> settled = book.refunds().stream()
                .filter(refund -> refund.state().equals("SETTLED"))
                .toList();
        StringBuilder text = new StringBuilder("\nMonth " + month + " has ended.\n");
        line(text, "selected", "%,d listings".formatted(book.selections().size()));
        line(text, "passed", "%,d".formatted(book.resultsThatAre("PASS")));
        line(text, "failed", "%,d".formatted(book.resultsThatAre("FAIL")));
        line(text, "inconclusive", "%,d".formatted(book.resultsThatAre("INCONCLUSIVE")));
        line(text, "unroutable", "%,d".formatted(book.unroutable().size()));
        line(
                text,
                "blocked",
                "%,d, %,d of them confirmed".formatted(book.blocks().size(), book.confirmedBlocks()));
        line(
                text,
                "refunds",
                "%,d of %,d settled: %s"
                        .formatted(settled.size(), book.refunds().size(), Amounts.of(settled)));
        line(
                text,
                "buyers",
                "%,d told, so far %,d notices have arrived and %,d have come back"
                        .formatted(book.notices(), book.noticesThatAre("DELIVERED"), book.noticesThatAre("BOUNCED")));
        line(text, "the platform", "has read %,d results and taken %,d listings off sale".formatted(tested, offSale));
        line(text, "time", "%d s from the close's request".formatted(wall.toSeconds()));
        line(text, "files", folder + "/selections.csv verdicts.csv blocks.csv refunds.csv events.ndjson tokens/");
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append("  %-14s%s%n".formatted(what, value));
    }
}
