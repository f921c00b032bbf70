package org.importsafety.sandbox.provider;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.importsafety.sandbox.Json;

/** The money that was moved, one line of JSON each, appended and never changed; read again when the provider starts on kept data. */
final class Ledger implements AutoCloseable {

    /** Before the number of an entry; a later one has a higher number. */
    static final String PREFIX = "prv-";

    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Entry> inOrder = new ArrayList<>();
    private final BufferedWriter file;

    Ledger(Path path) {
        try {
            if (Files.exists(path)) {
                for (String line : Files.readAllLines(path)) {
                    recall(line);
                }
            }
            file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the provider's ledger in " + path, e);
        }
    }

    /** @param providerRef the provider's own number of the payment */
    record Entry(RefundOrder order, String providerRef) {}

    /** @param first money moved just now; otherwise this is the entry that was there */
    record Booking(Entry entry, boolean first) {}

    synchronized Booking book(RefundOrder order) {
        Entry known = entries.get(order.refundRequestId());
        if (known != null) {
            return new Booking(known, false);
        }
        Entry entry = new Entry(order, (PREFIX + "%08d").formatted(inOrder.size() + 1));
        try {
            file.write(new String(Json.bytes(entry), StandardCharsets.UTF_8));
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger", e);
        }
        add(entry);
        return new Booking(entry, true);
    }

    synchronized Entry find(String refundRequestId) {
        return entries.get(refundRequestId);
    }

    /** The statement from an entry on, that one left out. @param providerRef empty: from the first */
    synchronized List<Entry> after(String providerRef, int limit) {
        int from = providerRef.isEmpty() ? 0 : Integer.parseInt(providerRef.substring(PREFIX.length()));
        return List.copyOf(inOrder.subList(Math.min(from, inOrder.size()), Math.min(from + limit, inOrder.size())));
    }

    private void add(Entry entry) {
        entries.put(entry.order().refundRequestId(), entry);
        inOrder.add(entry);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the ledger", e);
        }
    }

    /** A line that was cut off by a crash was never answered: the merchant asks again. */
    private void recall(String line) {
        try {
            Entry entry = Json.read(line.getBytes(StandardCharsets.UTF_8), Entry.class);
            add(entry);
        } catch (IOException e) {
            return;
        }
    }
}
