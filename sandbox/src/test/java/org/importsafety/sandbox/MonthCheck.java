package org.importsafety.sandbox;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recomputes from the input files alone what a played month must have produced by the rule most-orders, and compares it with the files in
 * the out folder. Shares no code with the program.
 */
record MonthCheck(Path listings, Path orders, Path plan, YearMonth month) {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private record Line(
            String listing,
            String buyer,
            int quantity,
            String amount,
            String currency,
            Instant paidAt,
            boolean cancelled) {}

    private record Count(String listing, long units, long orders, long buyers) {}

    void check(Path out) throws IOException {
        check(out, Set.of());
    }

    /** @param released listings that were blocked until their report was corrected: what was sent by then is paid */
    void check(Path out, Set<String> released) throws IOException {
        Set<String> failed = listingsWith("FAIL", out);
        assertAll(
                () -> assertEquals(selections(), rows(out.resolve("selections.csv"), false), "selections"),
                () -> verdicts(out),
                () -> blocks(out, failed, released),
                () -> relistings(out, released),
                () -> refunds(out, failed, released));
    }

    /** Of the listings that were tested: a relisting is released with what it is one of. */
    static Set<String> released(Path out) throws IOException {
        return read(out.resolve("blocks.csv")).stream()
                .filter(row -> row.getField("parent_listing_id").isEmpty()
                        && !row.getField("released_at").isEmpty())
                .map(row -> row.getField("listing_id"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> listingsWith(String verdict, Path out) throws IOException {
        return read(out.resolve("verdicts.csv")).stream()
                .filter(row -> row.getField("verdict").equals(verdict))
                .map(row -> row.getField("listing_id"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many events of a type the record has. */
    static long told(Path out, String type) throws IOException {
        try (Stream<String> events = Files.lines(out.resolve("events.ndjson"))) {
            return events.filter(event -> event.contains("\"ce_type\":\"" + type + "\""))
                    .count();
        }
    }

    /** What must be the same from run to run: listing and verdict with the failing items, not which laboratory said so. */
    static List<String> verdictsOf(Path out) throws IOException {
        return read(out.resolve("verdicts.csv")).stream()
                .map(row ->
                        row.getField("case_id") + " " + row.getField("verdict") + " " + row.getField("failing_items"))
                .toList();
    }

    static List<String> rows(Path csv, boolean withHeader) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        return withHeader ? lines : lines.subList(1, lines.size());
    }

    private List<String> selections() throws IOException {
        Map<String, Integer> quotas = new TreeMap<>();
        read(plan).forEach(row -> quotas.put(row.getField("category"), Integer.valueOf(row.getField("top"))));
        Map<String, List<Count>> ranked = new TreeMap<>();
        Map<String, Count> counts = counts();
        for (NamedCsvRecord listing : read(listings)) {
            Count count = counts.get(listing.getField("listing_id"));
            if (count != null) {
                ranked.computeIfAbsent(listing.getField("category"), category -> new ArrayList<>())
                        .add(count);
            }
        }
        List<String> rows = new ArrayList<>();
        quotas.forEach((category, top) -> {
            List<Count> best = ranked.getOrDefault(category, new ArrayList<>());
            best.sort(Comparator.comparing(Count::orders)
                    .thenComparing(Count::units)
                    .thenComparing(Count::buyers)
                    .reversed()
                    .thenComparing(Count::listing));
            for (int rank = 1; rank <= Math.min(top, best.size()); rank++) {
                Count count = best.get(rank - 1);
                rows.add(String.join(
                        ",",
                        month.toString(),
                        category,
                        String.valueOf(rank),
                        count.listing(),
                        String.valueOf(count.units()),
                        String.valueOf(count.orders()),
                        String.valueOf(count.buyers())));
            }
        });
        return rows;
    }

    private Map<String, Count> counts() throws IOException {
        Instant from = month.atDay(1).atStartOfDay(SEOUL).toInstant();
        Instant to = month.plusMonths(1).atDay(1).atStartOfDay(SEOUL).toInstant();
        Map<String, Long> units = new HashMap<>();
        Map<String, Set<String>> orderIds = new HashMap<>();
        Map<String, Set<String>> buyers = new HashMap<>();
        lines().forEach((key, line) -> {
            if (!line.cancelled()
                    && !line.paidAt().isBefore(from)
                    && line.paidAt().isBefore(to)) {
                units.merge(line.listing(), (long) line.quantity(), Long::sum);
                orderIds.computeIfAbsent(line.listing(), id -> new HashSet<>()).add(key.get(0));
                buyers.computeIfAbsent(line.listing(), id -> new HashSet<>()).add(line.buyer());
            }
        });
        Map<String, Count> counts = new HashMap<>();
        units.forEach((listing, sum) -> counts.put(
                listing,
                new Count(
                        listing,
                        sum,
                        orderIds.get(listing).size(),
                        buyers.get(listing).size())));
        return counts;
    }

    private void verdicts(Path out) throws IOException {
        List<String> selected = read(out.resolve("selections.csv")).stream()
                .map(row -> row.getField("listing_id"))
                .sorted()
                .toList();
        List<String> judged = read(out.resolve("verdicts.csv")).stream()
                .map(row -> row.getField("listing_id"))
                .sorted()
                .toList();
        assertEquals(selected, judged, "one verdict for every selected listing");
    }

    private void blocks(Path out, Set<String> failed, Set<String> released) throws IOException {
        List<NamedCsvRecord> blocks = read(out.resolve("blocks.csv")).stream()
                .filter(row -> row.getField("parent_listing_id").isEmpty())
                .toList();
        Set<String> everFailed = new TreeSet<>(failed);
        everFailed.addAll(released);
        assertEquals(
                List.copyOf(everFailed),
                blocks.stream().map(row -> row.getField("listing_id")).sorted().toList(),
                "one block for every failed listing");
        for (NamedCsvRecord block : blocks) {
            boolean ended = released.contains(block.getField("listing_id"));
            assertTrue(ended || !block.getField("confirmed_at").isEmpty(), "confirmed: " + block);
            assertEquals(ended, !block.getField("released_at").isEmpty(), "released: " + block);
        }
    }

    /** What was listed again has a block of its own, as long as the first one stands, and whoever bought it his money. */
    private void relistings(Path out, Set<String> released) throws IOException {
        for (NamedCsvRecord block : relistings(out)) {
            String parent = block.getField("parent_listing_id");
            assertEquals(parent + "-R", block.getField("listing_id"), block.toString());
            assertEquals(month + ":" + parent + "-R", block.getField("case_id"), block.toString());
            boolean ended = released.contains(parent);
            assertEquals(ended, !block.getField("released_at").isEmpty(), "released with its parent: " + block);
            assertTrue(ended || !block.getField("confirmed_at").isEmpty(), "confirmed: " + block);
        }
        for (NamedCsvRecord refund : refundsOfRelistings(out)) {
            String parent = refund.getField("listing_id").replaceFirst("-R$", "");
            assertTrue(released.contains(parent) || refund.getField("state").equals("SETTLED"), refund.toString());
        }
    }

    static List<NamedCsvRecord> relistings(Path out) throws IOException {
        return read(out.resolve("blocks.csv")).stream()
                .filter(row -> !row.getField("parent_listing_id").isEmpty())
                .toList();
    }

    /** Beside the refunds of the data's order lines: no input file knows these. */
    static List<NamedCsvRecord> refundsOfRelistings(Path out) throws IOException {
        Path csv = out.resolve("relisting-refunds.csv");
        return Files.exists(csv) ? read(csv) : List.of();
    }

    private void refunds(Path out, Set<String> blocked, Set<String> released) throws IOException {
        List<NamedCsvRecord> refunds = read(out.resolve("refunds.csv"));
        assertEquals(
                eligible(blocked).stream().map(line -> line + ",SETTLED").toList(),
                refunds.stream()
                        .filter(row -> !released.contains(row.getField("listing_id")))
                        .map(row -> line(row) + "," + row.getField("state"))
                        .sorted()
                        .toList(),
                "exactly the eligible lines, settled");
        List<String> ofReleased = eligible(released);
        for (NamedCsvRecord refund : refunds) {
            if (released.contains(refund.getField("listing_id"))) {
                assertTrue(ofReleased.contains(line(refund)), "of a released listing, not eligible: " + refund);
                assertTrue(Set.of("SETTLED", "STOPPED").contains(refund.getField("state")), refund.toString());
            }
        }
        assertEquals(
                refunds.size(),
                refunds.stream()
                        .map(row -> row.getField("refund_id"))
                        .distinct()
                        .count(),
                "refund ids");
    }

    private static String line(NamedCsvRecord refund) {
        return String.join(
                ",",
                refund.getField("case_id"),
                refund.getField("order_id"),
                refund.getField("line_no"),
                refund.getField("amount"),
                refund.getField("currency"));
    }

    /** The lines of these listings that are to be paid back, sorted. */
    private List<String> eligible(Set<String> blocked) throws IOException {
        Instant close = month.plusMonths(1).atDay(4).atTime(9, 0).atZone(SEOUL).toInstant();
        Instant back = close.atZone(SEOUL).minusMonths(12).toInstant();
        return lines().entrySet().stream()
                .filter(entry -> blocked.contains(entry.getValue().listing())
                        && !entry.getValue().cancelled()
                        && !entry.getValue().amount().equals("0")
                        && !entry.getValue().paidAt().isBefore(back)
                        && entry.getValue().paidAt().isBefore(close))
                .map(entry -> String.join(
                        ",",
                        month + ":" + entry.getValue().listing(),
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getValue().amount(),
                        entry.getValue().currency()))
                .sorted()
                .toList();
    }

    /** The first line of an identity counts; lines at or after the close are not told. */
    private Map<List<String>, Line> lines() throws IOException {
        Instant close = month.plusMonths(1).atDay(4).atTime(9, 0).atZone(SEOUL).toInstant();
        Map<List<String>, Line> lines = new LinkedHashMap<>();
        for (NamedCsvRecord row : read(orders)) {
            Instant paidAt = OffsetDateTime.parse(row.getField("paid_at")).toInstant();
            if (paidAt.isBefore(close)) {
                lines.putIfAbsent(
                        List.of(row.getField("order_id"), row.getField("line_no")),
                        new Line(
                                row.getField("listing_id"),
                                row.getField("buyer_ref"),
                                Integer.parseInt(row.getField("quantity")),
                                row.getField("amount"),
                                row.getField("currency"),
                                paidAt,
                                row.getField("status").equals("CANCELLED")));
            }
        }
        return lines;
    }

    private static List<NamedCsvRecord> read(Path csv) throws IOException {
        try (InputStream bytes = Files.newInputStream(csv);
                InputStream text = csv.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(text)) {
            return records.stream().toList();
        }
    }
}
