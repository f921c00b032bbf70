package org.importsafety.enforcement.list;

import io.smallrye.jwt.util.KeyUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Signs the block list as a file: a detached JWS (RFC 7515, appendix F) over the file as it is sent, whose protected
 * header says when the list was read. So a shop knows that the list is ours, whole, and how old, wherever it got it from.
 */
@ApplicationScoped
class ListKey {
    /** Our own header parameter: the programme time at which the list was read, ISO 8601, UTC. */
    static final String AS_OF = "asOf";

    private static final Logger LOG = Logger.getLogger(ListKey.class);
    private static final int BITS = 2048;

    private final RsaJsonWebKey key;

    ListKey(ListSettings settings) {
        try {
            key = settings.privateKey().isPresent()
                    ? read(settings.privateKey().get())
                    : RsaJwkGenerator.generateJwk(BITS);
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        } catch (JoseException | GeneralSecurityException e) {
            throw new IllegalStateException("The block list's key cannot be used", e);
        }
        if (settings.privateKey().isEmpty()) {
            LOG.warnf(
                    "enforcement.block-list.private-key is not set: the block list as a file is signed with a key made at"
                            + " this start, %s",
                    key.getKeyId());
        }
    }

    /** The public part as a JSON Web Key (RFC 7517); its id is its thumbprint (RFC 7638). */
    String publicKey() {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** @return header and signature, with nothing between the two dots */
    String sign(byte[] content, Instant asOf) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setHeader(AS_OF, asOf.toString());
        signature.setPayloadBytes(content);
        signature.setKey(key.getPrivateKey());
        try {
            return signature.getDetachedContentCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The block list cannot be signed", e);
        }
    }

    private static RsaJsonWebKey read(Path pem) throws GeneralSecurityException {
        try {
            PrivateKey secret = KeyUtils.decodePrivateKey(Files.readString(pem));
            if (!(secret instanceof RSAPrivateCrtKey rsa)) {
                throw new IllegalStateException("The key in " + pem + " is no RSA key");
            }
            var open = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            var key = new RsaJsonWebKey(open);
            key.setPrivateKey(rsa);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("The block list's key cannot be read from " + pem, e);
        }
    }
}
