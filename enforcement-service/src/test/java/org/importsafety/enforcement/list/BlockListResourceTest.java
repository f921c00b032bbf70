package org.importsafety.enforcement.list;

import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class BlockListResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_file_has_the_entries_of_the_topic_sorted_by_listing() throws Exception {
        blocked("file-b");
        blocked("file-a");
        Response file = list();
        assertEquals("application/x-ndjson", file.contentType().split(";")[0]);
        List<JsonNode> entries = file.asString().lines().map(this::json).toList();
        List<String> listings =
                entries.stream().map(entry -> entry.get("listingId").asText()).toList();
        assertEquals(listings.stream().sorted().toList(), listings);
        ObjectNode expected = awaitTold(Topics.ENFORCEMENT_BLOCK_LIST, "file-a", "BlockListed")
                .deepCopy();
        expected.remove(List.of("type", "version", "eventId", "occurredAt"));
        assertEquals(expected, entries.get(listings.indexOf("file-a")));
    }

    @Test
    void what_has_not_changed_is_not_sent_again_but_signed_anew() throws Exception {
        blocked("unchanged");
        Response first = list();
        String tag = first.getHeader("ETag");
        Response again = as("platform").header("If-None-Match", tag).get("/block-list");
        assertEquals(304, again.statusCode());
        assertEquals("", again.asString());
        assertEquals(tag, again.getHeader("ETag"));
        assertTrue(asOf(again).isAfter(asOf(first)), "a new age");
        assertTrue(verifies(again, first.asByteArray()), "over the file that the shop has");

        write(corrected("unchanged", "R-unchanged/2", "R-unchanged", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "unchanged", "SaleUnblocked");
        Response changed = as("platform").header("If-None-Match", tag).get("/block-list");
        assertEquals(200, changed.statusCode());
        assertFalse(changed.asString().contains("\"unchanged\""), "released");
    }

    @Test
    void the_signature_is_ours_over_every_byte_and_says_how_old_the_list_is() throws Exception {
        blocked("signed");
        Instant before = Instant.now();
        Response file = list();
        assertTrue(verifies(file, file.asByteArray()), "as it is");
        assertEquals(file.getHeader("Block-List-As-Of"), asOf(file).toString());
        assertFalse(asOf(file).isBefore(before), "as of " + asOf(file));

        String tampered = file.asString().replace("\"signed\"", "\"singed\"");
        assertFalse(verifies(file, tampered.getBytes(StandardCharsets.UTF_8)), "with another listing");
        assertFalse(verifies(file, new byte[0]), "as an empty list");
    }

    @Test
    void the_list_is_not_for_everybody_but_the_key_is() {
        RestAssured.get("/block-list").then().statusCode(401);
        as("lab").get("/block-list").then().statusCode(403);
        String key = RestAssured.get("/block-list/key")
                .then()
                .statusCode(200)
                .contentType("application/jwk+json")
                .extract()
                .asString();
        assertFalse(json(key).has("d"), "the private part stays");
    }

    private static Response list() {
        Response response = as("platform").get("/block-list");
        assertEquals(200, response.statusCode());
        return response;
    }

    private static Instant asOf(Response response) throws Exception {
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(response.getHeader("Block-List-Signature"));
        return Instant.parse(signature.getHeader("asOf"));
    }

    /** As a shop does it: the file goes between the two dots, and the public key is enough. */
    private static boolean verifies(Response response, byte[] content) throws Exception {
        var key = (PublicJsonWebKey)
                JsonWebKey.Factory.newJwk(RestAssured.get("/block-list/key").asString());
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256));
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(content);
        signature.setCompactSerialization(
                response.getHeader("Block-List-Signature").replace("..", "." + payload + "."));
        signature.setKey(key.getPublicKey());
        return signature.verifySignature();
    }

    private JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
