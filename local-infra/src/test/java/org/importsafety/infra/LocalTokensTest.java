package org.importsafety.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTokensTest {

    @TempDir
    Path directory;

    @Test
    void a_token_verifies_with_the_public_key_also_after_the_keys_were_read_again() throws Exception {
        LocalTokens.in(directory);
        LocalTokens tokens = LocalTokens.in(directory);

        JwtClaims lab = verified(tokens.sign("ktr-7", "lab", "KTR"), tokens.publicKey());
        assertEquals("ktr-7", lab.getSubject());
        assertEquals(List.of("lab"), lab.getStringListClaimValue("groups"));
        assertEquals("KTR", lab.getStringClaimValue("lab"));
        assertEquals(
                12 * 3600,
                lab.getExpirationTime().getValue() - lab.getIssuedAt().getValue());

        JwtClaims officer = verified(tokens.sign("officer-1", "officer", null), tokens.publicKey());
        assertFalse(officer.hasClaim("lab"));
    }

    @Test
    void only_the_owner_can_read_the_private_key() throws Exception {
        LocalTokens.in(directory);
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(directory.resolve("private.pem")));
        assertTrue(Files.readString(directory.resolve("public.pem")).startsWith("-----BEGIN PUBLIC KEY-----\n"));
    }

    private static JwtClaims verified(String token, Path pem) throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(Files.readString(pem).replaceAll("-----.*?-----", ""));
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setExpectedIssuer("urn:importsafety:sandbox")
                .setExpectedAudience("import-safety")
                .setRequireExpirationTime()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
                .build()
                .processToClaims(token);
    }
}
