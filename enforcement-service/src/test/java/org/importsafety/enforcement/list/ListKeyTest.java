package org.importsafety.enforcement.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListKeyTest {
    @TempDir
    Path folder;

    @Test
    void a_key_that_is_set_is_the_same_after_every_start() throws Exception {
        Path pem = pem("RSA");
        assertEquals(key(Optional.of(pem)).publicKey(), key(Optional.of(pem)).publicKey());
    }

    @Test
    void without_a_setting_each_start_makes_its_own() {
        assertNotEquals(key(Optional.empty()).publicKey(), key(Optional.empty()).publicKey());
    }

    @Test
    void a_key_that_cannot_be_used_keeps_the_service_from_starting() throws Exception {
        assertThrows(RuntimeException.class, () -> key(Optional.of(folder.resolve("none.pem"))));
        Path ec = pem("EC");
        assertThrows(IllegalStateException.class, () -> key(Optional.of(ec)));
    }

    private static ListKey key(Optional<Path> file) {
        return new ListKey(() -> file);
    }

    private Path pem(String algorithm) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        return write(pair.getPrivate().getEncoded());
    }

    private Path write(byte[] der) throws IOException {
        return Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END PRIVATE KEY-----\n");
    }
}
