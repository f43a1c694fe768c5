package io.voxlog.infra.registry;

import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.runtime.process.ChildCommand;
import io.voxlog.runtime.process.ChildProcess;
import io.voxlog.runtime.process.ChildProcesses;
import io.voxlog.runtime.process.GuardedJar;
import io.voxlog.runtime.process.StopSignal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Apicurio Registry on 127.0.0.1 as a child process. Its schemas survive in its database; the process ends with
 * this JVM, however that ends. Use from one thread.
 */
public final class RegistryProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RegistryProcess.class);

    private static final String HOST = "127.0.0.1";
    private static final Duration READY_BOUND = Duration.ofSeconds(90);
    private static final int STEP_MILLIS = 50;

    /** It starts once and then idles: quick compilation and a small heap beat peak speed. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m");

    private final ChildProcess process;
    private final int port;

    private RegistryProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the registry and returns when it answers: 3 to 5 s, a second more at first use of the cache.
     *
     * @param children owns the process
     * @throws RegistryProcessException if it does not come up; the message says why and names the log file
     */
    public static RegistryProcess start(ChildProcesses children, RegistryConfig config) {
        try {
            Path folder = Files.createDirectories(config.folder()).toAbsolutePath();
            Path jar = RegistryPrograms.unpack(config.cache());
            int port = port(config.port());
            ChildProcess process = children.start(new ChildCommand(
                    "registry",
                    GuardedJar.command(folder, jar, JVM_OPTIONS),
                    environment(port, config.storage()),
                    folder,
                    StopSignal.TERM));
            awaitReady(process, port);
            log.atInfo()
                    .setMessage("registry started")
                    .addKeyValue("port", port)
                    .log();
            return new RegistryProcess(process, port);
        } catch (IOException e) {
            throw new RegistryProcessException("cannot start the registry in " + config.folder() + ": " + e, e);
        }
    }

    /** Base of the registry's REST API, version 3: what serdes take as {@code apicurio.registry.url}. */
    public String url() {
        return "http://" + HOST + ":" + port + "/apis/registry/v3";
    }

    public int port() {
        return port;
    }

    /** The registry's process. */
    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.stop();
    }

    /** Names: Apicurio Registry 3.0, configuration reference; environment form of the properties. */
    private static Map<String, String> environment(int port, PostgresSettings storage) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", HOST),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
                Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
                Map.entry("APICURIO_DATASOURCE_URL", storage.jdbcUrl()),
                Map.entry("APICURIO_DATASOURCE_USERNAME", storage.user()),
                Map.entry("APICURIO_DATASOURCE_PASSWORD", storage.password().reveal()),
                Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"));
    }

    /** The given port if it is free, or any free one. */
    private static int port(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new RegistryProcessException(
                    "port " + wanted + " on " + HOST + " is in use: choose another for the registry", e);
        }
    }

    private static void awaitReady(ChildProcess process, int port) {
        URI health = URI.create("http://" + HOST + ":" + port + "/health/ready");
        boolean interrupted = false;
        for (long left = READY_BOUND.toMillis(); left > 0 && process.isAlive() && !interrupted; left -= STEP_MILLIS) {
            if (answers(health)) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
        String what = interrupted ? "was interrupted" : process.isAlive() ? "did not get ready" : "ended";
        process.stop();
        throw new RegistryProcessException(
                "the schema registry " + what + " during its start; its log is " + process.log());
    }

    private static boolean answers(URI health) {
        try {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
