package org.importsafety.sandbox.input;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file of the contract: UTF-8 with or without a byte order mark, RFC 4180, perhaps gzipped, columns found by name. It is read to its
 * end even when lines are bad, so that a person can mend them all at once; then none of it counts.
 */
final class CsvFile {

    private static final int MOST_COMPLAINTS = 20;

    private final Path path;
    private final List<String> complaints = new ArrayList<>();
    private long lastLine = 1;

    private CsvFile(Path path) {
        this.path = path;
    }

    /** Hands every line to the consumer, which reads its fields from the row. */
    static void read(Path path, List<String> requiredColumns, Consumer<Row> lines) throws BadInput {
        CsvFile file = new CsvFile(path);
        try (Reader text = file.open();
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .commentStrategy(CommentStrategy.NONE)
                        .skipEmptyLines(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(text)) {
            file.readAll(records.iterator(), requiredColumns, lines);
        } catch (CsvParseException e) {
            file.complaints.add(path + ":" + (file.lastLine + 1) + ":-: " + rootMessage(e));
        } catch (IOException | UncheckedIOException e) {
            file.complaints.add(path + ": cannot be read: " + rootMessage(e));
        }
        if (!file.complaints.isEmpty()) {
            throw new BadInput(file.complaints);
        }
    }

    private void readAll(Iterator<CsvRecord> records, List<String> requiredColumns, Consumer<Row> lines) {
        if (!records.hasNext()) {
            complaints.add(path + ":1:-: no header line");
            return;
        }
        CsvRecord header = records.next();
        lastLine = header.getStartingLineNumber();
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i).strip();
            if (columns.put(name, i) != null) {
                complaints.add(path + ":" + lastLine + ":" + name + ": the header has this column twice");
            }
        }
        for (String required : requiredColumns) {
            if (!columns.containsKey(required)) {
                complaints.add(path + ":" + lastLine + ":" + required + ": the header lacks this column");
            }
        }
        if (!complaints.isEmpty()) {
            return;
        }
        while (records.hasNext() && complaints.size() < MOST_COMPLAINTS) {
            take(records.next(), columns, header.getFieldCount(), lines);
        }
        if (records.hasNext()) {
            complaints.add(path + ": more lines may be bad, the check stopped at line " + lastLine);
        }
    }

    private void take(CsvRecord line, Map<String, Integer> columns, int width, Consumer<Row> lines) {
        lastLine = line.getStartingLineNumber();
        if (line.getFieldCount() != width) {
            complaints.add(path + ":" + lastLine + ":" + Math.min(line.getFieldCount(), width) + ": "
                    + line.getFieldCount() + " fields where the header has " + width);
            return;
        }
        try {
            lines.accept(new Row(line, columns));
        } catch (Row.BadField e) {
            complaints.add(path + ":" + lastLine + ":" + e.column() + ": " + e.getMessage());
        }
    }

    private Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
        if (path.getFileName().toString().endsWith(".gz")) {
            bytes = new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16));
        }
        bytes.mark(3);
        byte[] start = bytes.readNBytes(3);
        boolean marked =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!marked) {
            bytes.reset();
        }
        return new InputStreamReader(bytes, StandardCharsets.UTF_8);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
