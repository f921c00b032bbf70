package org.importsafety.selection.campaign;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.hamcrest.Matchers.equalTo;
import static org.importsafety.selection.campaign.CampaignMonthTest.month;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.importsafety.infra.InfraResource;
import org.importsafety.selection.Fixtures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A month of the real shop against a ranking that two other programs computed. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "selection"))
@Tag("full")
class RealSalesTest {
    private static final String MARCH = "2011-03";
    private static final Path EXPECTED = Path.of("src", "test", "resources", "expected");

    @Inject
    Rankings rankings;

    @Inject
    Pool pool;

    @Test
    void a_real_month_is_ranked_as_two_other_programs_ranked_it() {
        Fixtures.publishShop(Instant.parse("2011-02-26T00:00:00Z"), Instant.parse("2011-04-02T00:00:00Z"));
        Path planFile = Fixtures.SHOP.resolve("plan.csv");
        given().auth()
                .oauth2(Fixtures.OFFICER)
                .contentType(ContentType.JSON)
                .body(Fixtures.campaign(MARCH, "most-orders", planFile))
                .post("/campaigns")
                .then()
                .statusCode(201);
        given().auth()
                .oauth2(Fixtures.OFFICER)
                .post("/campaigns/{month}/close", MARCH)
                .then()
                .statusCode(202);
        Awaitility.await("the close").atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().auth()
                .oauth2(Fixtures.AUDITOR)
                .get("/campaigns/{month}", MARCH)
                .then()
                .body("state", equalTo("CLOSED"))
                .body("unknownListings", equalTo(0)));

        Map<String, Integer> plan = Fixtures.rows(planFile).stream()
                .collect(toMap(row -> row.getField("category"), row -> Integer.parseInt(row.getField("top"))));
        String csv = given().auth()
                .oauth2(Fixtures.AUDITOR)
                .accept("text/csv")
                .get("/campaigns/{month}/selections", MARCH)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<String> lines = csv.lines().toList();
        assertEquals("month,category,rank,listing_id,units,orders,buyers", lines.get(0));
        assertEquals(
                expected(Rule.MOST_ORDERS).stream()
                        .filter(row -> rank(row) <= plan.getOrDefault(row.split(",")[1], 0))
                        .toList(),
                lines.subList(1, lines.size()));
        for (Rule rule : Rule.values()) {
            assertEquals(expected(rule), topTen(rule), rule.text());
        }
    }

    private List<String> topTen(Rule rule) {
        return rankings.ranked(pool, month(MARCH), rule).await().indefinitely().stream()
                .filter(candidate -> candidate.rank() <= 10)
                .map(c -> Csv.row(MARCH, c.category(), c.rank(), c.listingId(), c.units(), c.orders(), c.buyers())
                        .strip())
                .toList();
    }

    private static int rank(String row) {
        return Integer.parseInt(row.split(",")[2]);
    }

    private static List<String> expected(Rule rule) {
        try {
            List<String> lines = Files.readAllLines(EXPECTED.resolve("shop-2011-03-top10-" + rule.text() + ".csv"));
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
