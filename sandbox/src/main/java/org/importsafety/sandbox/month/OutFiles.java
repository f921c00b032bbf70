package org.importsafety.sandbox.month;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.importsafety.sandbox.month.Casebook.Block;
import org.importsafety.sandbox.month.Facts.Nonconformity;
import org.importsafety.sandbox.month.Facts.ProductSelected;
import org.importsafety.sandbox.month.Facts.Refund;
import org.importsafety.sandbox.month.Facts.TestResult;
import org.importsafety.sandbox.relisting.Relisted;

/** The month's end as files, for whoever wants to check it: rows sorted by key, instants in UTC. */
final class OutFiles {

    private static final String OF_RELISTINGS = "relisting-refunds.csv";

    private final Path folder;
    private final Casebook book;
    private final Set<String> listedAgain;

    /** @param relisted refunds of these are in a file of their own, because no input file has their order lines */
    OutFiles(Path folder, Casebook book, Collection<Relisted> relisted) {
        this.folder = folder;
        this.book = book;
        this.listedAgain = relisted.stream().map(Relisted::listingId).collect(Collectors.toSet());
    }

    void write() throws IOException {
        Files.createDirectories(folder);
        selections();
        verdicts();
        blocks();
        refunds("refunds.csv", refund -> !listedAgain.contains(refund.listingId()));
        if (listedAgain.isEmpty()) {
            Files.deleteIfExists(folder.resolve(OF_RELISTINGS));
        } else {
            refunds(OF_RELISTINGS, refund -> listedAgain.contains(refund.listingId()));
        }
    }

    private void selections() throws IOException {
        List<ProductSelected> rows = book.selections().stream()
                .sorted(Comparator.comparing(ProductSelected::category)
                        .thenComparing(ProductSelected::rank)
                        .thenComparing(ProductSelected::listingId))
                .toList();
        write(
                "selections.csv",
                "month,category,rank,listing_id,units,orders,buyers",
                rows,
                row -> List.of(
                        row.month(),
                        row.category(),
                        String.valueOf(row.rank()),
                        row.listingId(),
                        String.valueOf(row.units()),
                        String.valueOf(row.orders()),
                        String.valueOf(row.buyers())));
    }

    private void verdicts() throws IOException {
        TreeMap<String, List<String>> rows = new TreeMap<>();
        book.unroutable()
                .forEach((caseId, event) ->
                        rows.put(caseId, List.of(caseId, event.listingId(), "", "", "UNROUTABLE", "")));
        book.results().forEach((caseId, result) -> rows.put(caseId, verdict(result)));
        write("verdicts.csv", "case_id,listing_id,lab,report_no,verdict,failing_items", rows.values(), row -> row);
    }

    private static List<String> verdict(TestResult result) {
        Stream<String> failing = result.verdict().equals("FAIL")
                ? result.nonconformities().stream().map(Nonconformity::item)
                : Stream.empty();
        return List.of(
                result.caseId(),
                result.listingId(),
                result.lab(),
                result.reportNo(),
                result.verdict(),
                failing.distinct().sorted().collect(Collectors.joining("|")));
    }

    private void blocks() throws IOException {
        List<Block> rows = book.blocks().values().stream()
                .sorted(Comparator.comparing(Block::caseId).thenComparing(Block::blockId))
                .toList();
        write(
                "blocks.csv",
                "case_id,listing_id,blocked_at,confirmed_at,released_at,parent_listing_id",
                rows,
                block -> List.of(
                        block.caseId(),
                        block.listingId(),
                        instant(block.blockedAt()),
                        instant(block.confirmedAt()),
                        instant(block.releasedAt()),
                        parent(block)));
    }

    private String parent(Block block) {
        Block parent = block.parentBlockId() == null ? null : book.blocks().get(block.parentBlockId());
        return parent == null ? "" : parent.listingId();
    }

    private void refunds(String file, Predicate<Refund> which) throws IOException {
        List<Refund> rows = book.refunds().stream()
                .filter(which)
                .sorted(Comparator.comparing(Refund::caseId).thenComparing(Refund::refundId))
                .toList();
        write(
                file,
                "case_id,refund_id,order_id,line_no,listing_id,amount,currency,state",
                rows,
                row -> List.of(
                        row.caseId(),
                        row.refundId(),
                        row.orderId(),
                        String.valueOf(row.lineNo()),
                        row.listingId(),
                        String.valueOf(row.amount()),
                        row.currency(),
                        row.state()));
    }

    private <T> void write(String name, String header, Collection<T> rows, Function<T, List<String>> fields)
            throws IOException {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(folder.resolve(name))) {
            csv.writeRecord(header.split(","));
            rows.forEach(row -> csv.writeRecord(fields.apply(row)));
        }
    }

    private static String instant(Instant at) {
        return at == null ? "" : at.toString();
    }
}
