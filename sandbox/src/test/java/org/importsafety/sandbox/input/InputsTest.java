package org.importsafety.sandbox.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

    private static final String LISTINGS_HEADER = "listing_id,seller_id,category,title,currency\n";
    private static final String ORDERS_HEADER =
            "order_id,line_no,listing_id,sku,buyer_ref,quantity,amount,currency,paid_at,status\n";
    private static final String GOOD_LINE = "o1,1,A,A-0,b1,2,500,GBP,2011-05-01T09:00:00+09:00,PAID\n";

    @TempDir
    Path folder;

    @Test
    void columns_are_found_by_name_in_any_order_and_unknown_ones_are_ignored() throws Exception {
        Path file = write(
                "listings.csv",
                "title,colour,currency,category,seller_id,listing_id,skus\n"
                        + "\"Duck, yellow\",red,GBP,toys,s1,A.1,A-0|A-1\n");

        Listing listing = Listing.read(file).get(0);

        assertEquals("A.1", listing.listingId());
        assertEquals("Duck, yellow", listing.title());
        assertEquals(List.of("A-0", "A-1"), listing.skus());
        assertNull(listing.price());
    }

    @Test
    void a_byte_order_mark_and_gzip_are_read() throws Exception {
        Path file = folder.resolve("orders.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("\uFEFF" + ORDERS_HEADER + GOOD_LINE).getBytes(StandardCharsets.UTF_8));
        }

        OrderLine line = OrderLine.read(file).get(0);

        assertEquals(new OrderLine.Identity("o1", 1), line.identity());
        assertEquals(Instant.parse("2011-05-01T00:00:00Z"), line.paidAt());
        assertEquals(500, line.amount());
    }

    @Test
    void a_bad_field_names_file_line_column_and_reason() throws IOException {
        Path file = write("orders.csv", ORDERS_HEADER + GOOD_LINE + GOOD_LINE.replace(",500,", ",12.5,"));

        assertEquals(file + ":3:amount: \"12.5\" is not a whole number", complaint(file));
    }

    @Test
    void every_bad_line_of_every_file_is_named_at_once() throws IOException {
        Path orders = write(
                "orders.csv",
                ORDERS_HEADER
                        + GOOD_LINE.replace("+09:00", "")
                        + GOOD_LINE.replace("PAID", "MAYBE")
                        + GOOD_LINE.replace(",2,", ",0,")
                        + GOOD_LINE.replace("o1,", ","));
        Path listings = write("listings.csv", LISTINGS_HEADER + "bad id,s1,toys,Duck,GBP\n");

        BadInput bad = assertThrows(BadInput.class, () -> Inputs.read(listings, orders, null, null));

        assertEquals(
                List.of(
                        listings + ":2:listing_id: \"bad id\" is no listing id ([A-Za-z0-9._-], 1 to 64 of them)",
                        orders + ":2:paid_at: \"2011-05-01T09:00:00\" is not an ISO-8601 time with an offset",
                        orders + ":3:status: \"MAYBE\" is none of CANCELLED, PAID",
                        orders + ":4:quantity: 0 is less than 1",
                        orders + ":5:order_id: must not be blank"),
                bad.getMessage().lines().toList());
    }

    @Test
    void a_line_with_too_few_fields_is_named() throws IOException {
        Path file = write("orders.csv", ORDERS_HEADER + "o1,1,A\n");

        assertEquals(file + ":2:3: 3 fields where the header has 10", complaint(file));
    }

    @Test
    void an_open_quote_is_a_bad_line() throws IOException {
        Path file = write("orders.csv", ORDERS_HEADER + GOOD_LINE + "\"o2,1,A\n" + GOOD_LINE);

        assertTrue(complaint(file).startsWith(file + ":3:"), complaint(file));
    }

    @Test
    void text_after_a_closing_quote_is_a_bad_line() throws IOException {
        Path file = write("orders.csv", ORDERS_HEADER + GOOD_LINE + GOOD_LINE.replace("o1", "\"o\"1"));

        assertTrue(complaint(file).startsWith(file + ":3:"), complaint(file));
    }

    @Test
    void bytes_that_are_no_utf_8_are_named() throws IOException {
        Path file = folder.resolve("orders.csv");
        Files.write(file, (ORDERS_HEADER + GOOD_LINE.replace("b1", "\u00e9")).getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(file + ":2:buyer_ref: not UTF-8", complaint(file));
    }

    @Test
    void a_missing_column_is_named() throws IOException {
        Path file = write("orders.csv", "order_id,line_no\no1,1\n");

        assertTrue(complaint(file).contains(file + ":1:listing_id: the header lacks this column"), complaint(file));
    }

    @Test
    void a_file_that_is_not_there_or_empty_is_bad_input() throws IOException {
        Path missing = folder.resolve("missing.csv");

        assertTrue(complaint(missing).startsWith(missing + ": cannot be read"), complaint(missing));
        assertEquals(folder.resolve("empty.csv") + ":1:-: no header line", complaint(write("empty.csv", "")));
    }

    @Test
    void a_category_cannot_be_planned_twice() throws IOException {
        Path file = write("plan.csv", "category,top\ntoys,3\ntoys,4\n");

        BadInput bad = assertThrows(BadInput.class, () -> CategoryQuota.read(file));

        assertEquals(file + ":3:category: \"toys\" is in the plan already", bad.getMessage());
    }

    @Test
    void lab_results_keep_their_decimals_as_text() throws Exception {
        Path file = write(
                "lab-results.csv",
                "listing_id,item,part,material,skin_contact,method,kind,value,unit,loq\n"
                        + "A,total-lead,slider,metal,true,,NUMBER,140.10,mg/kg,0.5\n");

        LabResult result = LabResult.read(file).get("A").get(0);

        assertEquals("140.10", result.value());
        assertEquals("0.5", result.loq());
        assertNull(result.labVerdict());
    }

    private String complaint(Path orders) {
        return assertThrows(BadInput.class, () -> OrderLine.read(orders)).getMessage();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
