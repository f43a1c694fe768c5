package io.voxlog.infra.postgres;

import io.voxlog.runtime.process.ChildCommand;
import io.voxlog.runtime.process.ChildProcess;
import io.voxlog.runtime.process.ChildProcesses;
import io.voxlog.runtime.process.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Postgres on 127.0.0.1 as a child process, durable in a folder. After a crash of this JVM the next start stops
 * the server left behind, if any, and Postgres recovers its data. Use from one thread.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresServer.class);

    private static final String USER = "voxlog";
    private static final String DATABASE = "voxlog";
    private static final String HOST = "127.0.0.1";

    /** Recovery after a crash replays the log first. */
    private static final Duration READY_BOUND = Duration.ofSeconds(60);

    private static final long STEP_MILLIS = 20;

    private final ChildProcess process;
    private final PostgresSettings settings;

    /** Finds the user that the server runs as. */
    interface UserChoice {
        RunAs choose(Path home, Path data) throws IOException;
    }

    private EmbeddedPostgresServer(ChildProcess process, PostgresSettings settings) {
        this.process = process;
        this.settings = settings;
    }

    /**
     * Starts the server and returns when it takes connections: about 2 s on a new folder, half a second on a used one.
     *
     * @param children owns the server process
     * @throws PostgresException if it does not start; the message says why and names the log file
     */
    public static EmbeddedPostgresServer start(ChildProcesses children, EmbeddedPostgresConfig config) {
        return start(children, config, RunAs::find);
    }

    static EmbeddedPostgresServer start(ChildProcesses children, EmbeddedPostgresConfig config, UserChoice user) {
        try {
            Path home = PostgresBinaries.unpack(Files.createDirectories(config.cache()));
            DataFolder folder = DataFolder.open(config.folder());
            RunAs runAs = user.choose(home, folder.data());
            folder.initialise(children, runAs, home, USER);
            folder.clearStaleServer(children);
            PostgresSettings server =
                    new PostgresSettings(HOST, port(config.port()), "postgres", USER, folder.password(), "disable");
            ChildProcess process = children.start(command(runAs, home, folder.data(), server.port()));
            awaitReady(process, server);
            PostgresSettings settings = Databases.ensure(server, DATABASE);
            log.atInfo()
                    .setMessage("postgres started")
                    .addKeyValue("port", settings.port())
                    .log();
            return new EmbeddedPostgresServer(process, settings);
        } catch (IOException e) {
            throw new PostgresException("cannot start Postgres in " + config.folder() + ": " + e, e);
        }
    }

    /** How to reach the database {@code voxlog} of this server. */
    public PostgresSettings settings() {
        return settings;
    }

    /** Another database of this server, made if need be. */
    public PostgresSettings database(String name) {
        return Databases.ensure(settings, name);
    }

    public String jdbcUrl() {
        return settings.jdbcUrl();
    }

    /** The server's process. */
    public ChildProcess process() {
        return process;
    }

    /** Fast shutdown: clients are disconnected, data is flushed. */
    @Override
    public void close() {
        process.stop();
    }

    private static ChildCommand command(RunAs runAs, Path home, Path data, int port) {
        List<String> postgres = List.of(
                home.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=" + HOST,
                "-c",
                "unix_socket_directories=",
                // Small containers have little /dev/shm.
                "-c",
                "dynamic_shared_memory_type=mmap",
                "-c",
                "shared_buffers=32MB");
        return new ChildCommand("postgres", runAs.command(postgres), Map.of(), data, StopSignal.INT);
    }

    /** The given port if it is free, or any free one. */
    private static int port(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PostgresException(
                    "port " + wanted + " on " + HOST + " is in use: choose another for Postgres", e);
        }
    }

    private static void awaitReady(ChildProcess process, PostgresSettings server) {
        SQLException last = new SQLException("not tried");
        for (long left = READY_BOUND.toMillis(); left > 0 && process.isAlive(); left -= STEP_MILLIS) {
            try (Connection connection = Databases.connect(server)) {
                return;
            } catch (SQLException e) {
                last = e;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        process.stop();
        throw new PostgresException("Postgres did not come up; its log is " + process.log(), last);
    }
}
