package org.importsafety.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.importsafety.infra.LocalTokens;
import org.importsafety.sandbox.lab.Laboratory;

/** A token for everybody around the services, also as files for a person with curl. */
final class Tokens {

    private static final List<String> ROLES = List.of("officer", "approver", "auditor", "platform", "provider");

    private final Map<String, String> byHolder = new TreeMap<>();

    Tokens(LocalTokens signer) {
        for (String role : ROLES) {
            byHolder.put(role, signer.sign(role + "-1", role, null));
        }
        for (String lab : Laboratory.CODES) {
            byHolder.put(lab, signer.sign("lab-" + lab.toLowerCase(Locale.ROOT), "lab", lab));
        }
    }

    /** @param holder a role, or a laboratory's code */
    String of(String holder) {
        return byHolder.get(holder);
    }

    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> token : byHolder.entrySet()) {
                Files.writeString(folder.resolve(token.getKey() + ".jwt"), token.getValue() + "\n");
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.BAD_INPUT, "--out: tokens cannot be written to " + folder + ": " + e);
        }
    }
}
