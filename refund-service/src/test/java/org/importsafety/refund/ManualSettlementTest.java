package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.importsafety.refund.Fixtures.as;
import static org.importsafety.refund.Fixtures.awaitCase;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.importsafety.refund.Fixtures.json;
import static org.importsafety.refund.Fixtures.post;
import static org.importsafety.refund.Fixtures.refundId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the provider does not pay, or pays in vain, is on a list until a person has found another way. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class ManualSettlementTest {
    private static Fixtures world;

    ProviderServer provider;

    @BeforeAll
    static void open() {
        world = new Fixtures();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void a_refused_refund_is_settled_by_a_person_and_its_case_told_complete_again() {
        world.paid("refused-dead-card", 1, "DEAD-CARD", 700);
        world.blocked("DEAD-CARD", 1);
        assertEquals(1, awaitCompleted("DEAD-CARD").get("failed").intValue());
        String refundId = refundId("DEAD-CARD", "refused-dead-card", 1);
        assertEquals(Map.of(refundId, "ACCOUNT_CLOSED"), onList("DEAD-CARD"));
        assertEquals(List.of(), differencesOf(refundId));

        settle(refundId, "BANK_TRANSFER", "T-77").statusCode(201).body("settlement.by", equalTo("anna"));
        settle(refundId, "BANK_TRANSFER", "T-77").statusCode(200);
        settle(refundId, "BANK_TRANSFER", "T-78").statusCode(409);
        assertEquals(Map.of(), onList("DEAD-CARD"));
        List<JsonNode> completed = world.awaitTold("DEAD-CARD", "RefundCaseCompleted", 2);
        assertEquals(1, completed.get(0).get("failed").intValue());
        assertEquals(0, completed.get(1).get("failed").intValue());
        assertEquals(1, completed.get(1).get("settled").intValue());
        JsonNode settled = world.awaitTold("DEAD-CARD", "RefundSettled", 1).get(0);
        assertEquals("BANK_TRANSFER", settled.get("way").textValue());
        assertEquals(1, world.told("DEAD-CARD", "RefundSettled").size());
        as("auditor")
                .get("/audit?subject=refunds/" + refundId)
                .then()
                .body("items.action", equalTo(List.of("REFUSED", "REFUND_SETTLED")))
                .body("items[1].detail", equalTo("BANK_TRANSFER: T-77"));

        assertEquals(Map.of("PAID_OTHERWISE", -700), paidByAccount("DEAD-CARD"));
        assertEquals(List.of(), differencesOf(refundId));
        provider.tellAgain(refundId, 700);
        assertEquals(List.of("PAID_TWICE 700 1400"), differencesOf(refundId));
    }

    @Test
    void money_that_came_back_is_settled_otherwise_and_the_books_agree() {
        world.paid("B-1", 1, "CAME-BACK", 300);
        world.blocked("CAME-BACK", 1);
        awaitCompleted("CAME-BACK");
        String refundId = refundId("CAME-BACK", "B-1", 1);
        assertEquals("FAILED", returned(refundId));
        assertEquals("FAILED", returned(refundId));
        provider.tellAgain(refundId, -300);
        assertEquals(Map.of(refundId, "RETURNED"), onList("CAME-BACK"));
        assertEquals(
                1,
                world.awaitTold("CAME-BACK", "RefundCaseCompleted", 2)
                        .get(1)
                        .get("failed")
                        .intValue());
        assertEquals(List.of(), differencesOf(refundId));

        settle(refundId, "CASH", "receipt 5").statusCode(201);
        assertEquals(
                0,
                world.awaitTold("CAME-BACK", "RefundCaseCompleted", 3)
                        .get(2)
                        .get("failed")
                        .intValue());
        assertEquals(List.of(), differencesOf(refundId));
        assertEquals(Map.of("PAID", 0, "PAID_OTHERWISE", -300), paidByAccount("CAME-BACK"));
        assertEquals(2, world.awaitTold("CAME-BACK", "RefundSettled", 2).size());
    }

    @Test
    void a_refund_that_nobody_gets_an_answer_for_is_on_the_list_and_its_case_completes_by_a_persons_word() {
        world.paid("open-for-ever", 1, "NO-ANSWER", 90);
        world.blocked("NO-ANSWER", 1);
        String refundId = refundId("NO-ANSWER", "open-for-ever", 1);
        await("on the list").until(() -> onList("NO-ANSWER").containsKey(refundId));
        assertEquals(1, awaitCase("NO-ANSWER", "open", it -> true).get("unpaid").intValue());

        settle(refundId, "PROVIDER", "told on the telephone").statusCode(201);
        assertEquals(1, awaitCompleted("NO-ANSWER").get("settled").intValue());
        assertEquals(List.of(), differencesOf(refundId));
        assertEquals(Map.of("PAID", -90), paidByAccount("NO-ANSWER"));
    }

    @Test
    void what_others_paid_back_in_another_currency_is_left_to_a_person_who_may_find_that_nothing_is_left_to_pay() {
        for (String orderId : List.of("FX-1", "FX-2", "FX-3")) {
            world.paid(orderId, 1, "FOREIGN", 40_000);
        }
        world.refunded("FX-1", 1, "bank", 3_000, "USD");
        world.refunded("FX-2", 1, "bank", 3_000, "USD");
        world.refunded("FX-2", 1, "shop", 15_000);
        world.refunded("FX-3", 1, "bank", 3_000, "USD");
        world.refunded("FX-3", 1, "shop", 40_000);
        world.blocked("FOREIGN", 1);

        JsonNode completed = awaitCompleted("FOREIGN");
        assertEquals(2, completed.get("failed").intValue());
        String whole = refundId("FOREIGN", "FX-1", 1);
        String part = refundId("FOREIGN", "FX-2", 1);
        assertEquals(Map.of(whole, "OTHER_CURRENCY", part, "OTHER_CURRENCY"), onList("FOREIGN"));
        assertEquals(List.of(), provider.calls(whole));
        assertEquals(List.of(), provider.calls(part));
        assertEquals(
                Map.of(whole, 40_000, part, 25_000),
                world.awaitTold("FOREIGN", "RefundFailed", 2).stream()
                        .collect(Collectors.toMap(told -> told.get("refundId").textValue(), told -> told.get("amount")
                                .intValue())));
        assertEquals(List.of(), world.told("FOREIGN", "RefundRequested"));
        as("officer")
                .get("/refund-cases/2026-10:FOREIGN/blast-radius")
                .then()
                .body("refunds", equalTo(0))
                .body("skipped.reason", equalTo(List.of("OTHER_CURRENCY", "REFUNDED_ELSEWHERE")))
                .body("skipped.lines", equalTo(List.of(2, 1)));

        settle(whole, "REFUNDED_ELSEWHERE", "chargeback 8").statusCode(201);
        settle(part, "BANK_TRANSFER", "T-9").statusCode(201);
        assertEquals(Map.of(), onList("FOREIGN"));
        assertEquals(Map.of("PAID_OTHERWISE", -65_000), paidByAccount("FOREIGN"));
        assertEquals(List.of(), differencesOf(whole));
        assertEquals(List.of(), differencesOf(part));
    }

    @Test
    void only_an_officer_settles_and_only_what_is_on_the_list() {
        world.paid("N-1", 1, "NORMAL", 10);
        world.blocked("NORMAL", 1);
        awaitCompleted("NORMAL");
        String refundId = refundId("NORMAL", "N-1", 1);
        settle(refundId, "CASH", "r").statusCode(409).body("allowed", equalTo(List.of()));
        settle(refundId, "MONEY", " ").statusCode(422).body("errors.field", equalTo(List.of("way", "reference")));
        settle(UUID.randomUUID().toString(), "CASH", "r").statusCode(404);
        settle("x", "CASH", "r").statusCode(404);
        as("approver")
                .contentType("application/json")
                .body(json("way", "CASH", "reference", "r"))
                .post("/refunds/" + refundId + "/manual-settlement")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse settle(String refundId, String way, String reference) {
        return post("anna", "/refunds/" + refundId + "/manual-settlement", "way", way, "reference", reference);
    }

    private static String returned(String refundId) {
        return as("provider")
                .contentType("application/json")
                .body(json("refundRequestId", refundId, "status", "RETURNED"))
                .post("/provider-notifications")
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    /** Ids and reasons. */
    private static Map<String, String> onList(String listingId) {
        return as("officer")
                .get("/refunds?state=MANUAL&caseId=2026-10:" + listingId)
                .then()
                .statusCode(200)
                .extract()
                .path("items.collectEntries { [it.refundId, it.reason] }");
    }

    /** The accounts of money that buyers have: debit less credit. */
    private static Map<String, Integer> paidByAccount(String listingId) {
        return as("auditor")
                .get("/ledger?case=2026-10:" + listingId)
                .then()
                .statusCode(200)
                .extract()
                .path("balances.findAll { it.account.startsWith('PAID') }.collectEntries { [it.account, it.balance] }");
    }

    private static List<String> differencesOf(String refundId) {
        as("officer").post("/reconciliation").then().statusCode(200);
        return as("officer")
                .get("/reconciliation")
                .then()
                .statusCode(200)
                .extract()
                .path(
                        "differences.findAll { it.refundId == '%s' }.collect { it.kind + ' ' + it.expected + ' ' + it.actual }"
                                .formatted(refundId));
    }
}
