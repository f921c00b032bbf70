package org.importsafety.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace of its own, where it is nobody; where the kernel or a
 * container forbids that, as the user nobody, to whom the data then belongs.
 */
enum OrdinaryUser {
    SELF(List.of()),
    NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private final List<String> prefix;

    OrdinaryUser(List<String> prefix) {
        this.prefix = prefix;
    }

    static OrdinaryUser find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return SELF;
        }
        for (OrdinaryUser user : List.of(NAMESPACE, NOBODY)) {
            if (succeeds(user.command(List.of("true")))) {
                return user;
            }
        }
        throw new InfraException("PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv' work here:"
                + " start this as an ordinary user");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    void own(Path directory) {
        if (this == NOBODY && !succeeds(List.of("chown", "-R", "65534:65534", directory.toString()))) {
            throw new InfraException("cannot give " + directory + " to the user nobody");
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
