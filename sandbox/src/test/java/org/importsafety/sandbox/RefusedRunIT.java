package org.importsafety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./run} does not begin, and how it says so. */
class RefusedRunIT {

    @TempDir
    Path folder;

    @Test
    void a_malformed_line_is_named_and_nothing_starts() throws Exception {
        Path listings = Files.writeString(
                folder.resolve("listings.csv"), "listing_id,seller_id,category,title,currency\nA,s,toys,Duck,GBP\n");
        Path orders = Files.writeString(
                folder.resolve("orders.csv"),
                "order_id,line_no,listing_id,sku,buyer_ref,quantity,amount,currency,paid_at,status\n"
                        + "o1,1,A,A-0,b,1,100,GBP,2011-03-01T12:00:00Z,PAID\n"
                        + "o2,x,A,A-0,b,1,100,GBP,2011-03-01T12:00:00Z,PAID\n");
        Path data = folder.resolve("data");

        RunProcess.End end = RunProcess.run(
                "--listings",
                listings.toString(),
                "--orders",
                orders.toString(),
                "--month",
                "2011-03",
                "--top",
                "1",
                "--data",
                data.toString(),
                "--exit");

        assertEquals(2, end.exitCode(), end.said());
        assertTrue(end.said().contains("orders.csv:3:line_no: \"x\" is not a whole number"), end.said());
        assertFalse(Files.exists(data));
    }

    @Test
    void an_unknown_option_is_wrong_usage() throws Exception {
        RunProcess.End end = RunProcess.run("--colour", "red");

        assertEquals(2, end.exitCode(), end.said());
        assertTrue(end.said().contains("Unknown option") && end.said().contains("--listings"), end.said());
    }

    @Test
    void help_lists_every_option_with_its_default() throws Exception {
        RunProcess.End end = RunProcess.run("--help");

        assertEquals(0, end.exitCode(), end.said());
        for (String part :
                "--listings --orders --plan --top --rule --lab-results --month --seed --failures --speed --faults --data --fresh --out --exit --infra-only --port-base --help 3600 0.15 8080 most-orders 2011-05"
                        .split(" ")) {
            assertTrue(end.said().contains(part), part + " in\n" + end.said());
        }
    }

    @Test
    void a_fault_that_this_version_lacks_is_refused() throws Exception {
        RunProcess.End end = RunProcess.run("--faults", "no-such-fault", "--exit");

        assertEquals(2, end.exitCode(), end.said());
        assertTrue(end.said().contains("no fault 'no-such-fault'"), end.said());
    }

    @Test
    void a_taken_port_is_named_with_its_owner_and_the_way_out() throws Exception {
        int base = RunProcess.freePortBase();
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), base + 12));

            RunProcess.End end = RunProcess.run("--port-base", String.valueOf(base), "--exit");

            assertEquals(3, end.exitCode(), end.said());
            assertTrue(end.said().contains("port " + (base + 12) + ", wanted for Kafka, is taken"), end.said());
            assertTrue(end.said().contains("--port-base"), end.said());
            assertTrue(
                    end.said().contains("by process " + ProcessHandle.current().pid()), end.said());
        }
    }

    @Test
    void one_data_folder_serves_one_run() throws Exception {
        Path data = folder.resolve("data");
        String out = folder.resolve("out").toString();
        try (RunProcess first = RunProcess.start("--infra-only", "--data", data.toString(), "--out", out)) {
            first.awaitLine("refund-service quarkus:dev");

            RunProcess.End second = RunProcess.run("--infra-only", "--data", data.toString(), "--out", out);

            assertEquals(3, second.exitCode(), second.said());
            assertTrue(
                    second.said().contains("another ./run (process ")
                            && second.said().contains("--data"),
                    second.said());
        }
        for (long pid : RunProcess.pids(data).values()) {
            assertFalse(RunProcess.isAlive(pid), "Kafka or PostgreSQL runs on");
        }
    }
}
