package org.importsafety.infra;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * The one infrastructure of a test JVM. It lives in the system class loader, because Quarkus loads test resources again for every test
 * profile, and a new broker for each would cost seconds.
 */
final class SharedInfra {

    private static final Logger LOG = System.getLogger(SharedInfra.class.getName());
    private static Infra started;

    private SharedInfra() {}

    /** The infrastructure as seen from this class's own loader; started at the first call in the JVM. */
    static Infra get() {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        if (SharedInfra.class.getClassLoader() == system) {
            return start();
        }
        try {
            Method start =
                    Class.forName(SharedInfra.class.getName(), true, system).getDeclaredMethod("start");
            start.setAccessible(true);
            Object other = call(start, null);
            return (Infra) Proxy.newProxyInstance(
                    SharedInfra.class.getClassLoader(), new Class<?>[] {Infra.class}, (proxy, method, arguments) -> {
                        Method same = other.getClass().getMethod(method.getName(), method.getParameterTypes());
                        same.setAccessible(true);
                        return call(same, other, arguments);
                    });
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new InfraException("local-infra is not on the system class path", e);
        }
    }

    private static synchronized Infra start() {
        if (started == null) {
            long begin = System.nanoTime();
            started = inContainers()
                    ? new ContainerInfra()
                    : new EmbeddedInfra(Path.of(
                            "target",
                            "infra",
                            String.valueOf(ProcessHandle.current().pid())));
            LocalTopics.create(started.bootstrapServers());
            LOG.log(
                    Level.INFO,
                    "{0}: Kafka at {1}, PostgreSQL at {2}, ready in {3} ms",
                    started.getClass().getSimpleName(),
                    started.bootstrapServers(),
                    started.databaseAddress(),
                    (System.nanoTime() - begin) / 1_000_000);
        }
        return started;
    }

    /** Kafka's and other clients look classes up in the context class loader, which must be the one that they came from. */
    private static Object call(Method method, Object target, Object... arguments) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean inContainers() {
        String choice = System.getProperty("infra", "auto");
        return switch (choice) {
            case "embedded" -> false;
            case "containers" -> true;
            case "auto" -> dockerMayAnswer() && DockerClientFactory.instance().isDockerAvailable();
            default -> throw new InfraException("-Dinfra is auto, embedded or containers, not " + choice);
        };
    }

    /** A look before the question: Testcontainers takes seconds and many log lines to find that there is no Docker. */
    private static boolean dockerMayAnswer() {
        String home = System.getProperty("user.home");
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run/user");
        return System.getenv("DOCKER_HOST") != null
                || Stream.of("/var/run/docker.sock", home + "/.docker/run/docker.sock", runtime + "/docker.sock")
                        .anyMatch(socket -> Files.exists(Path.of(socket)));
    }
}
