package org.importsafety.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Signs the sandbox's tokens (RS256, 12 hours of wall time) with a key pair made at first use and kept in a directory. */
public final class LocalTokens {

    public static final String ISSUER = "urn:importsafety:sandbox";
    public static final String AUDIENCE = "import-safety";

    private static final float MINUTES = 12 * 60;

    private final PrivateKey privateKey;
    private final Path publicKey;

    private LocalTokens(PrivateKey privateKey, Path publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    public static LocalTokens in(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        Path privateFile = home.resolve("private.pem");
        Path publicFile = home.resolve("public.pem");
        try {
            if (!Files.exists(privateFile) || !Files.exists(publicFile)) {
                Path fresh = Files.createTempDirectory(LocalFolder.create(home.getParent()), home.getFileName() + "-");
                make(fresh.resolve("private.pem"), fresh.resolve("public.pem"));
                LocalFolder.publish(fresh, home);
            }
            byte[] der =
                    Base64.getMimeDecoder().decode(Files.readString(privateFile).replaceAll("-----.*?-----", ""));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            return new LocalTokens(key, publicFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the token keys in " + home, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InfraException("cannot use the key in " + privateFile, e);
        }
    }

    private static void make(Path privateFile, Path publicFile) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Files.createFile(
                privateFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(privateFile, pem("PRIVATE KEY", pair.getPrivate()));
        Files.writeString(publicFile, pem("PUBLIC KEY", pair.getPublic()));
    }

    /**
     * @param role one of officer, approver, auditor, lab, platform, provider
     * @param lab the lab's code for role lab, otherwise null
     */
    public String sign(String subject, String role, String lab) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", List.of(role));
        if (lab != null) {
            claims.setStringClaim("lab", lab);
        }
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(MINUTES);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setPayload(claims.toJson());
        signature.setKey(privateKey);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new InfraException("cannot sign a token for " + subject, e);
        }
    }

    /** The PEM file that services verify tokens with. */
    public Path publicKey() {
        return publicKey;
    }

    /** The same key as one line of Base64. */
    String publicKeyContent() {
        try {
            return Files.readString(publicKey).replaceAll("-----.*?-----|\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + publicKey, e);
        }
    }

    private static String pem(String type, Key key) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key.getEncoded());
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
