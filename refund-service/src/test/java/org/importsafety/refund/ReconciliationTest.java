package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.importsafety.refund.Fixtures.as;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.importsafety.refund.Fixtures.refundId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cases, orders and the provider's statement are compared; each test looks at its own refunds only. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class ReconciliationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Fixtures world;

    ProviderServer provider;

    @Inject
    Pool pool;

    @BeforeAll
    static void open() {
        world = new Fixtures();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void a_payment_that_is_missing_and_one_that_was_made_twice_are_both_named() {
        for (int i = 1; i <= 5; i++) {
            world.paid("S-" + i, 1, "STATEMENT", 1000 + i);
        }
        world.blocked("STATEMENT", 1);
        awaitCompleted("STATEMENT");
        provider.leaveOut(refundId("STATEMENT", "S-2", 1));
        provider.tellAgain(refundId("STATEMENT", "S-4", 1), 1004);

        assertEquals(
                Set.of(
                        "MISSING_AT_PROVIDER " + refundId("STATEMENT", "S-2", 1) + " 1002 0 KRW",
                        "PAID_TWICE " + refundId("STATEMENT", "S-4", 1) + " 1004 2008 KRW"),
                differences("STATEMENT", "S-", 5));
    }

    @Test
    void a_payment_of_another_amount_and_one_that_nobody_asked_for_are_named() {
        world.paid("O-1", 1, "OTHER", 500);
        world.blocked("OTHER", 1);
        awaitCompleted("OTHER");
        String paid = refundId("OTHER", "O-1", 1);
        provider.leaveOut(paid);
        provider.tellAgain(paid, 400);
        provider.tellAgain(refundId("OTHER", "O-2", 1), 7);

        assertEquals(
                Set.of(
                        "OTHER_AMOUNT " + paid + " 500 400 KRW",
                        "UNKNOWN_TO_US " + refundId("OTHER", "O-2", 1) + " 0 7 KRW"),
                differences("OTHER", "O-", 2));
    }

    @Test
    void a_line_that_got_back_more_than_was_paid_and_one_that_no_case_planned_are_named() {
        world.paid("P-1", 1, "LINES", 800);
        world.blocked("LINES", 1);
        awaitCompleted("LINES");
        world.refunded("P-1", 1, "bank-1", 300); // after ours was paid
        run("select 1 from open_purchase_month('2026-01-15T10:00:00Z')");
        run("insert into purchase values ('P-2', 1, 'LINES', 'b', 60, 'KRW', '2026-01-15T10:00:00Z')"); // past the gate
        await("the bank's word")
                .until(() -> run("select count(*) from refunded_elsewhere where order_id = 'P-1'") == 1);

        assertEquals(
                Set.of(
                        "OVERPAID " + refundId("LINES", "P-1", 1) + " 800 1100 KRW",
                        "NOT_PLANNED " + refundId("LINES", "P-2", 1) + " 60 0 KRW"),
                differences("LINES", "P-", 2));
        String missing = refundId("LINES", "P-2", 1);
        await("told")
                .until(() ->
                        world.lastReconciliation().get("differences").toString().contains(missing));
    }

    @Test
    void what_others_paid_back_in_another_currency_after_ours_was_paid_is_named() {
        world.paid("X-1", 1, "ABROAD", 800);
        world.blocked("ABROAD", 1);
        awaitCompleted("ABROAD");
        world.refunded("X-1", 1, "bank-1", 70, "USD");
        await("the bank's word")
                .until(() -> run("select count(*) from refunded_elsewhere where order_id = 'X-1'") == 1);

        assertEquals(
                Set.of("OTHER_CURRENCY " + refundId("ABROAD", "X-1", 1) + " 0 70 USD"), differences("ABROAD", "X-", 1));
    }

    /** What is found among the first lines of a listing's orders. */
    private Set<String> differences(String listingId, String orders, int lines) {
        as("officer").post("/reconciliation").then().statusCode(200);
        Set<String> ours = new TreeSet<>();
        for (int i = 1; i <= lines; i++) {
            ours.add(refundId(listingId, orders + i, 1));
        }
        Set<String> found = new TreeSet<>();
        for (JsonNode one : last().get("differences")) {
            if (ours.contains(one.get("refundId").textValue())) {
                found.add("%s %s %d %d %s"
                        .formatted(
                                one.get("kind").textValue(),
                                one.get("refundId").textValue(),
                                one.get("expected").longValue(),
                                one.get("actual").longValue(),
                                one.get("currency").textValue()));
            }
        }
        return found;
    }

    private static JsonNode last() {
        try {
            return JSON.readTree(as("auditor")
                    .get("/reconciliation")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long run(String sql) {
        var rows = pool.query(sql).execute().await().atMost(Duration.ofSeconds(5));
        return rows.size() == 0 ? 0 : rows.iterator().next().getLong(0);
    }
}
