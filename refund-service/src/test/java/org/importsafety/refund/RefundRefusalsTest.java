package org.importsafety.refund;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.importsafety.refund.Fixtures.as;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class RefundRefusalsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/refund-cases", "/refund-cases/2026-10:A", "/refunds", "/order-lines/o/1/refund"})
    void without_a_token_nothing_is_shown(String path) {
        problem(given().get(path).then(), 401);
    }

    @ParameterizedTest
    @CsvSource({
        "/refund-cases, platform",
        "/refund-cases/2026-10:A, lab",
        "/refunds, provider",
        "/ledger, platform",
        "/ledger/entries, lab",
        "/order-lines/o/1/refund, officer"
    })
    void another_role_is_refused(String path, String role) {
        problem(as(role).get(path).then(), 403);
    }

    @ParameterizedTest
    @CsvSource({
        "/refund-cases/2026-10:UNKNOWN, officer",
        "/order-lines/unknown/1/refund, platform",
        "/ledger?case=2026-10:UNKNOWN, auditor",
        "/ledger/entries?case=2026-10:UNKNOWN, auditor"
    })
    void what_is_not_there_is_not_found(String path, String role) {
        problem(as(role).get(path).then(), 404);
    }

    @ParameterizedTest
    @CsvSource({"/refunds?state=PAID, state", "/refunds?after=x, after", "/ledger/entries?after=-1, after"})
    void a_query_that_makes_no_sense_is_a_bad_request_that_names_the_parameter(String path, String parameter) {
        problem(as("officer").get(path).then(), 400).body("errors[0].field", equalTo(parameter));
    }

    @Test
    void a_notification_needs_the_providers_token() {
        problem(
                given().contentType("application/json")
                        .body("{}")
                        .post("/provider-notifications")
                        .then(),
                401);
        problem(notify("officer", "{}"), 403);
    }

    @Test
    void a_notification_that_is_no_json_is_a_bad_request() {
        problem(notify("provider", "{\"refundRequestId\""), 400);
        problem(notify("provider", ""), 400);
    }

    @Test
    void a_notification_with_wrong_fields_names_each() {
        problem(notify("provider", "{}"), 422)
                .body("errors.field", equalTo(java.util.List.of("refundRequestId", "status")));
        problem(notify("provider", "{\"refundRequestId\": \"7\", \"status\": \"SUCCESS\"}"), 422)
                .body("errors[0].field", containsString("refundRequestId"));
        problem(
                        notify(
                                "provider",
                                "{\"refundRequestId\": \"%s\", \"status\": \"PAID\"}".formatted(UUID.randomUUID())),
                        422)
                .body("errors[0].field", containsString("status"));
    }

    @Test
    void a_notification_of_an_unknown_refund_is_not_found() {
        problem(
                notify(
                        "provider",
                        "{\"refundRequestId\": \"%s\", \"status\": \"SUCCESS\"}".formatted(UUID.randomUUID())),
                404);
    }

    private static ValidatableResponse notify(String role, String body) {
        return as(role).contentType("application/json")
                .body(body)
                .post("/provider-notifications")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }
}
