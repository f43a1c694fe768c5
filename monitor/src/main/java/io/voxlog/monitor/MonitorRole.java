package io.voxlog.monitor;

import io.vertx.core.Future;
import io.voxlog.monitor.adapter.kafka.LogProjector;
import io.voxlog.monitor.adapter.pg.PgProjection;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import org.jspecify.annotations.Nullable;

/**
 * Projects the log to Postgres (group {@code voxlog-monitor}). While Postgres is away it waits and tries again; the log
 * keeps what is not yet projected.
 */
public final class MonitorRole implements Role {
    private final RoleContext context;
    private final MonitorConfig config;
    private @Nullable LogProjector projector;

    public MonitorRole(RoleContext context, MonitorConfig config) {
        this.context = context;
        this.config = config;
    }

    @Override
    public String name() {
        return "monitor";
    }

    /** Completes at once: whether Postgres is there or not, its work begins. */
    @Override
    public Future<Void> start() {
        PgProjection projection = new PgProjection(context.vertx(), config.postgres(), config.connections());
        LogProjector started = new LogProjector(context, projection, config.retry());
        projector = started;
        return started.start();
    }

    @Override
    public Future<Void> stop() {
        LogProjector running = projector;
        return running == null ? Future.succeededFuture() : running.stop();
    }
}
