package org.importsafety.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who listens where, counted from one base. */
record Ports(int base) {

    int of(Service service) {
        return base + service.offset();
    }

    /** As a person's browser finds it. */
    String url(Service service) {
        return "http://localhost:" + of(service);
    }

    /** The shop, and the payment provider beside it. */
    int shop() {
        return base + 10;
    }

    String shopUrl() {
        return "http://localhost:" + shop();
    }

    int kafka() {
        return base + 12;
    }

    int postgres() {
        return base + 14;
    }

    /** @throws Refusal naming the port that is taken and, where the system tells, by whom */
    void check(boolean infraOnly) {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        if (!infraOnly) {
            for (Service service : Service.values()) {
                wanted.put(of(service), service.module());
            }
            wanted.put(shop(), "the shop and the payment provider");
        }
        wanted.put(kafka(), "Kafka");
        wanted.put(kafka() + 1, "Kafka's controller");
        wanted.put(postgres(), "PostgreSQL");
        wanted.forEach((port, user) -> {
            if (isTaken(port)) {
                throw new Refusal(
                        Refusal.OCCUPIED,
                        "port %d, wanted for %s, is taken%s: end that, or choose other ports with --port-base (now %d)"
                                .formatted(port, user, PortOwner.of(port), base));
            }
        });
    }

    /** Tried on the loopback address as well as on all: either would be in the way. */
    private static boolean isTaken(int port) {
        return !canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                || !canListen(new InetSocketAddress(port));
    }

    private static boolean canListen(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
