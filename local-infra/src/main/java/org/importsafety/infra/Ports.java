package org.importsafety.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback address. Free ones lie below the ephemeral range, so that no outgoing connection takes one during a restart. */
final class Ports {

    private Ports() {}

    static int free() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(port)) {
                return port;
            }
        }
        throw new InfraException("no free port between 20000 and 30000");
    }

    /** The given port, or a free one for 0. */
    static int claim(int port, String what) {
        if (port == 0) {
            return free();
        }
        if (!isFree(port)) {
            throw new InfraException("port " + port + " for " + what + " is taken by another process");
        }
        return port;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
