package io.voxlog.monitor;

import io.vertx.core.Future;
import io.voxlog.monitor.adapter.kafka.LogProjector;
import io.voxlog.monitor.adapter.pg.PgProjection;
import io.voxlog.monitor.adapter.pg.RoomExpiry;
import io.voxlog.monitor.query.adapter.PgReader;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import io.voxlog.runtime.ops.ReadinessProbe;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Projects the log to Postgres (group {@code voxlog-monitor}) and answers questions about it over HTTP. While Postgres
 * is away the projector waits and tries again, the log keeps what is not yet projected, and questions are answered with
 * 503; live streams need no Postgres.
 */
public final class MonitorRole implements Role {
    private final RoleContext context;
    private final MonitorConfig config;
    private @Nullable LogProjector projector;
    private @Nullable RoomExpiry expiry;
    private @Nullable PgReader tables;
    private @Nullable MonitorVerticle verticle;

    public MonitorRole(RoleContext context, MonitorConfig config) {
        this.context = context;
        this.config = config;
    }

    @Override
    public String name() {
        return "monitor";
    }

    /** Completes when the HTTP server listens, whether Postgres is there or not. */
    @Override
    public Future<Void> start() {
        PgProjection projection = new PgProjection(context.vertx(), config.postgres(), config.connections());
        LogProjector started = new LogProjector(context, projection, config.retry());
        projector = started;
        Duration retention = config.retention();
        if (retention != null) {
            RoomExpiry expiring = new RoomExpiry(context.vertx(), context.clock(), projection, retention);
            expiry = expiring;
            expiring.start();
        }
        PgReader reader = new PgReader(context.vertx(), config.postgres(), config.connections());
        tables = reader;
        MonitorVerticle server = new MonitorVerticle(context, config.http(), reader);
        verticle = server;
        return started.start()
                .compose(projecting -> context.vertx().deployVerticle(server))
                .mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        MonitorVerticle server = verticle;
        PgReader reader = tables;
        LogProjector running = projector;
        RoomExpiry expiring = expiry;
        if (expiring != null) {
            expiring.stop();
        }
        verticle = null;
        tables = null;
        projector = null;
        Future<Void> stopped = server == null ? Future.succeededFuture() : server.undeploy(context.vertx());
        return stopped.eventually(() -> reader == null ? Future.succeededFuture() : reader.close())
                .eventually(() -> running == null ? Future.succeededFuture() : running.stop());
    }

    @Override
    public List<ReadinessProbe> probes() {
        return List.of(new ReadinessProbe("postgres", () -> {
            PgReader reader = tables;
            return reader == null ? Future.failedFuture("the monitor is not started") : reader.check();
        }));
    }

    /** The port that the HTTP server listens on, once started. */
    public int port() {
        return Objects.requireNonNull(verticle, "not started").port();
    }
}
