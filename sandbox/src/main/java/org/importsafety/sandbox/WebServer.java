package org.importsafety.sandbox;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one port that the shop and the payment provider listen on, each takes its paths when it is ready. */
public final class WebServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(16);

    private WebServer(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 for any free one; on the loopback address */
    public static WebServer start(int port) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    static WebServer start(InetSocketAddress address) {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "500");
        try {
            WebServer started = new WebServer(HttpServer.create(address, 256));
            started.server.setExecutor(started.workers);
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the shop and the payment provider cannot listen at " + address, e);
        }
    }

    /** Whatever begins with the path, unless another one's longer path fits too. */
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdown();
    }
}
